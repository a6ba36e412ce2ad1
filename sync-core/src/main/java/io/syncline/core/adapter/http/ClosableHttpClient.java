package io.syncline.core.adapter.http;

import io.syncline.core.adapter.concurrent.Uninterruptibly;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client of the JDK whose threads end when it is closed.
 *
 * <p>Before Java 21 an {@link HttpClient} cannot be closed: its selector thread ends some time after the client became
 * unreachable, and a JVM that exits meanwhile waits 300 ms for a thread that is blocked in the network. The client does
 * not expose the thread, but a thread joins the thread group of the thread that starts it. So each client is created
 * in a group of its own, and {@link #close} interrupts the selector thread found there, which ends it.
 *
 * <p>Thread-safe.
 */
public final class ClosableHttpClient implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    private final HttpClient client;
    private final List<Thread> threads;
    private final @Nullable ThreadPoolExecutor ownWorkers;

    /**
     * Creates a client.
     *
     * @param builder the client's settings, without an executor
     * @param workers runs the tasks of the client, or null for daemon threads of its own
     */
    public ClosableHttpClient(HttpClient.Builder builder, @Nullable Executor workers) {
        ownWorkers = workers == null ? workers() : null;
        builder.executor(workers == null ? ownWorkers : workers);
        ThreadGroup group = new ThreadGroup("syncline-http");
        FutureTask<HttpClient> creation = new FutureTask<>(builder::build);
        Thread creator = daemon(group, creation, "syncline-http-creator");
        creator.start();
        client = await(creation);
        // Nothing was sent yet, so the group has no threads of the executor.
        Thread[] found = new Thread[group.activeCount() + 1];
        group.enumerate(found);
        threads = Arrays.stream(found)
                .filter(Objects::nonNull)
                .filter(thread -> thread != creator)
                .toList();
    }

    /** Tasks that the client submits while it is closed are discarded; nobody waits for them. */
    private static ThreadPoolExecutor workers() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(null, task, "syncline-http-worker"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread daemon(@Nullable ThreadGroup group, Runnable task, String name) {
        Thread thread = new Thread(group, task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static HttpClient await(FutureTask<HttpClient> creation) {
        try {
            return Uninterruptibly.get(creation);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot create an HTTP client", e.getCause());
        }
    }

    /** The client, which must not be used after {@link #close}. */
    public HttpClient get() {
        return client;
    }

    /** The threads of the client itself, without those of the executor. */
    public List<Thread> threads() {
        return threads;
    }

    /** Ends the threads. Calls in flight may never complete, so cancel them first. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        if (ownWorkers != null) {
            ownWorkers.shutdown();
        }
    }
}
