package io.syncline.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, on systems that have it. Java has no public type for signals; the one that all its builds have is called by
 * name, so that one without it only lacks the signal.
 */
final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.cli");

    private Hangup() {}

    /**
     * Calls an action at each signal, on a thread of its own.
     *
     * @return whether the system has the signal
     */
    static boolean handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calling = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, calling);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("SIGHUP is not handled", e);
            return false;
        }
    }
}
