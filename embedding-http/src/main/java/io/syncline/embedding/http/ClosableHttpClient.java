package io.syncline.embedding.http;

import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * An {@link HttpClient} whose threads end when it is closed.
 *
 * <p>Up to Java 20 an {@code HttpClient} has no method for that: its selector thread lives until the client is garbage
 * collected. The thread waits in native code, and {@code System.exit} waits up to 300 ms for such threads. So the client
 * is created in a thread group of its own, which its selector thread inherits, and interrupting the group ends it.
 */
final class ClosableHttpClient implements AutoCloseable {

    private final ThreadGroup threads = new ThreadGroup("syncline-http");
    private final HttpClient client;

    ClosableHttpClient(HttpClient.Builder settings) {
        this.client = inGroup(settings::build);
    }

    HttpClient get() {
        return client;
    }

    private HttpClient inGroup(Callable<HttpClient> build) {
        FutureTask<HttpClient> task = new FutureTask<>(build);
        Thread thread = new Thread(threads, task, "syncline-http-start");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot create an HTTP client", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the threads of the client; cancel its requests before. */
    @Override
    public void close() {
        threads.interrupt();
    }
}
