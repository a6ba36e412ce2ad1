package io.syncline.server.internal.events;

import io.syncline.server.internal.http.GuardedServlet;
import io.syncline.server.internal.http.Guards;
import io.syncline.server.internal.http.Problem;
import io.syncline.service.run.ServiceTime;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: each model at first, then whenever it has changed. Each listener has a thread, so there are few; one that
 * reads too slowly is dropped by the time-out of the connection, and holds up nobody else. Thread-safe.
 */
public final class EventsServlet extends GuardedServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");
    private static final int MOST_LISTENERS = 24;
    private static final int TICKS_OF_SILENCE = 15;

    /** A configuration that was read again has fewer models: what is shown has to be read again too. */
    private static final String REMOVED = "event: removed\ndata: {}\n\n";

    private static final Duration TICK = Duration.ofSeconds(1);

    private final transient EventFeed feed;
    private final transient ServiceTime time;
    private final transient Semaphore places = new Semaphore(MOST_LISTENERS);
    private final transient CompletableFuture<Void> closed = new CompletableFuture<>();

    /** A servlet. */
    public EventsServlet(Guards guards, EventFeed feed, ServiceTime time) {
        super(guards, Access.TOKEN);
        this.feed = feed;
        this.time = time;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        if (!request.getMethod().equals("GET")) {
            throw Problem.method("GET");
        }
        if (!places.tryAcquire()) {
            throw Problem.of(503, "As many listeners as the server allows are connected; ask /api/models instead");
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            stream(response.getOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("A listener has gone", gone);
        } finally {
            places.release();
        }
    }

    private void stream(ServletOutputStream out) throws IOException, InterruptedException {
        Map<String, EventFeed.Event> sent = new HashMap<>();
        write(out, "retry: 3000\n\n");
        int silent = 0;
        while (!closed.isDone()) {
            StringBuilder changes = new StringBuilder();
            Map<String, EventFeed.Event> latest = feed.latest();
            latest.forEach((model, event) -> {
                if (!event.equals(sent.put(model, event))) {
                    changes.append(event.text());
                }
            });
            if (sent.keySet().retainAll(latest.keySet())) {
                changes.append(REMOVED);
            }
            silent = changes.isEmpty() ? silent + 1 : 0;
            if (!changes.isEmpty()) {
                write(out, changes.toString());
            } else if (silent >= TICKS_OF_SILENCE) {
                silent = 0;
                write(out, ": alive\n\n");
            }
            time.await(closed, TICK);
        }
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends all streams. */
    public void close() {
        closed.complete(null);
    }
}
