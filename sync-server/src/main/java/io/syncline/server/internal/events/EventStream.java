package io.syncline.server.internal.events;

import io.syncline.service.run.ServiceTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.coyote.CloseNowException;

/**
 * What one listener is sent: each model at first, then whenever it has changed. What changes while it reads is sent once, as it is
 * then, and nothing is queued for it. Confined to the thread of the listener.
 */
final class EventStream {

    private static final int TICKS_OF_SILENCE = 15;

    /** A configuration that was read again has fewer models: what is shown has to be read again too. */
    private static final String REMOVED = "event: removed\ndata: {}\n\n";

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Whoever reads, but more slowly than this for the events of a second, keeps others from listening. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(20);

    private final Supplier<Map<String, EventFeed.Event>> latest;
    private final ServiceTime time;
    private final CompletableFuture<Void> closed;
    private final OutputStream out;
    private final Map<String, EventFeed.Event> sent = new HashMap<>();
    private int silent;

    /**
     * A stream.
     *
     * @param latest the events as they are now
     * @param closed completes when all streams end
     * @param out is closed by others
     */
    EventStream(
            Supplier<Map<String, EventFeed.Event>> latest,
            ServiceTime time,
            CompletableFuture<Void> closed,
            OutputStream out) {
        this.latest = latest;
        this.time = time;
        this.closed = closed;
        this.out = out;
    }

    /**
     * Sends events until all streams end.
     *
     * @throws IOException if the listener has gone, or reads too slowly
     */
    void run() throws IOException, InterruptedException {
        write("retry: 3000\n\n");
        out.flush();
        while (!closed.isDone()) {
            send(latest.get());
            time.await(closed, TICK);
        }
    }

    private void send(Map<String, EventFeed.Event> events) throws IOException {
        long begin = time.nanos();
        boolean changed = false;
        for (Map.Entry<String, EventFeed.Event> event : events.entrySet()) {
            if (!event.getValue().equals(sent.put(event.getKey(), event.getValue()))) {
                changed = true;
                write(event.getValue().text());
                if (time.nanos() - begin > LONGEST_WRITE.toNanos()) {
                    throw new CloseNowException("The listener reads too slowly");
                }
            }
        }
        if (sent.keySet().retainAll(events.keySet())) {
            changed = true;
            write(REMOVED);
        }
        silent = changed ? 0 : silent + 1;
        if (silent >= TICKS_OF_SILENCE) {
            silent = 0;
            changed = true;
            write(": alive\n\n");
        }
        if (changed) {
            out.flush();
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
