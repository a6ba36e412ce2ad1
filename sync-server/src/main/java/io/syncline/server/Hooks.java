package io.syncline.server;

import io.syncline.server.hook.HookReceiver;
import io.syncline.server.hook.HookServlet;
import io.syncline.server.served.Served;
import jakarta.servlet.http.HttpServlet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of a server: what they say goes to the service that is served now, on a thread of its own. Thread-safe. */
final class Hooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");
    private static final long RETRY_SECONDS = 5;
    private static final long LONGEST_CALL_SECONDS = 5;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "syncline-hooks");
        thread.setDaemon(true);
        return thread;
    });
    private final HookReceiver receiver;
    private final HttpServlet servlet;

    /**
     * Webhooks at an address with a secret.
     *
     * @param served what is served now
     */
    Hooks(String secret, Supplier<Served> served) {
        Executor later = CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS, thread);
        this.receiver = new HookReceiver(
                model -> served.get().service().settings().models().containsKey(model),
                (model, ids) -> served.get().service().touch(model, ids),
                thread,
                later);
        this.servlet = new HookServlet(receiver, secret);
    }

    HttpServlet servlet() {
        return servlet;
    }

    /** Notes what was taken last, and what could not be noted before, within some seconds. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(receiver::flush);
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(LONGEST_CALL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("What the last webhooks reported could not be noted in time; syncs and cleanups find it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
