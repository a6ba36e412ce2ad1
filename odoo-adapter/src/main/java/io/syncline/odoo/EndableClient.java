package io.syncline.odoo;

import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A client of the JDK whose thread ends with it. Before Java 21 a client cannot be closed. Its thread ends when it is
 * interrupted, or some time after the client is unreachable; and a process that ends waits for 300 ms for a thread that
 * listens to the network (HotSpot's {@code VM_Exit}).
 *
 * <p>The client does not tell its thread. But that begins in the group of the thread which makes the client, so each
 * client is made in a group of its own.
 *
 * <p>Thread-safe.
 */
final class EndableClient implements AutoCloseable {

    private final HttpClient client;
    private final List<Thread> threads;

    EndableClient(HttpClient.Builder builder) {
        ThreadGroup group = new ThreadGroup("odoo-http");
        FutureTask<HttpClient> making = new FutureTask<>(builder::build);
        Thread maker = new Thread(group, making, "odoo-http-maker");
        maker.setDaemon(true);
        maker.start();
        client = await(making);
        // Nothing was sent yet, so threads that others make for its answers are not among them.
        Thread[] found = new Thread[group.activeCount() + 1];
        group.enumerate(found);
        threads = Arrays.stream(found)
                .filter(Objects::nonNull)
                .filter(thread -> thread != maker)
                .toList();
    }

    private static HttpClient await(FutureTask<HttpClient> making) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return making.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The HTTP client could not be made", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    HttpClient get() {
        return client;
    }

    /** The threads of the client itself. */
    List<Thread> threads() {
        return threads;
    }

    @Override
    public void close() {
        Object closeable = client;
        if (closeable instanceof AutoCloseable modern) {
            try {
                modern.close();
            } catch (Exception unexpected) {
                throw new IllegalStateException("The HTTP client could not be closed", unexpected);
            }
        } else {
            threads.forEach(Thread::interrupt);
        }
    }
}
