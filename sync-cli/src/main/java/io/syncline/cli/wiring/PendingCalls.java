package io.syncline.cli.wiring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls to adapters that have not returned yet, so that a person can be told what a command waits for. Thread-safe. */
public final class PendingCalls {

    /** What adapters answer by themselves, often and at any time; it is no sign that something goes on. */
    private static final Set<String> LOCAL =
            Set.of("name", "fingerprint", "limits", "tokens", "quota", "restrictedFields", "close");

    private final ConcurrentSkipListMap<Long, String> pending = new ConcurrentSkipListMap<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong returned = new AtomicLong();
    private volatile @Nullable String failing;

    /**
     * Makes a call.
     *
     * @param what what is waited for, such as {@code the sink (qdrant)}
     * @param call the call
     * @param <T> what it returns
     * @return what it returned
     */
    public <T> T during(String what, Supplier<T> call) {
        long number = begin(what);
        boolean hasReturned = false;
        try {
            T result = call.get();
            hasReturned = true;
            return result;
        } finally {
            end(number, what, hasReturned);
        }
    }

    private long begin(String what) {
        long number = begun.incrementAndGet();
        pending.put(number, what);
        return number;
    }

    /** A call that failed is no progress: what it waited for is waited for until a call returns. */
    private void end(long number, String what, boolean hasReturned) {
        failing = hasReturned ? null : what;
        pending.remove(number);
        if (hasReturned) {
            returned.incrementAndGet();
        }
    }

    /**
     * Watches all calls of an adapter.
     *
     * @param port its port
     * @param what what is waited for during a call
     * @param adapter the adapter
     * @param <T> the port
     * @return the adapter, with all of its interfaces
     */
    <T> T watched(Class<T> port, String what, T adapter) {
        Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(port));
        for (Class<?> type = adapter.getClass(); type != null; type = type.getSuperclass()) {
            Stream.of(type.getInterfaces())
                    .filter(each -> Modifier.isPublic(each.getModifiers()))
                    .forEach(interfaces::add);
        }
        Object proxy = Proxy.newProxyInstance(
                adapter.getClass().getClassLoader(),
                interfaces.toArray(Class<?>[]::new),
                (self, method, arguments) -> isAwaited(method)
                        ? call(what, method, adapter, arguments)
                        : invoke(method, adapter, arguments));
        return port.cast(proxy);
    }

    private static boolean isAwaited(Method method) {
        return method.getDeclaringClass() != Object.class && !LOCAL.contains(method.getName());
    }

    private Object call(String what, Method method, Object adapter, Object... arguments) throws Throwable {
        long number = begin(what);
        boolean hasReturned = false;
        try {
            Object result = invoke(method, adapter, arguments);
            hasReturned = true;
            return result;
        } finally {
            end(number, what, hasReturned);
        }
    }

    private static Object invoke(Method method, Object adapter, Object... arguments) throws Throwable {
        try {
            return method.invoke(adapter, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** How many calls have returned, other than by a failure. */
    public long returned() {
        return returned.get();
    }

    /** What the oldest call is waiting for, or what the last one has failed over; empty if none is pending. */
    public Optional<String> oldest() {
        return Optional.ofNullable(pending.firstEntry())
                .map(Map.Entry::getValue)
                .or(() -> Optional.ofNullable(failing));
    }
}
