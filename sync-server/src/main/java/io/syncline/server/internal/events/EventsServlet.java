package io.syncline.server.internal.events;

import io.syncline.server.internal.http.GuardedServlet;
import io.syncline.server.internal.http.Guards;
import io.syncline.server.internal.http.Problem;
import io.syncline.service.run.ServiceTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: each model at first, then whenever it has changed. Each listener has a thread, so there are few. One
 * that reads too slowly is dropped within 20 s, by the time-out of the connection if it reads nothing, and holds up nobody else
 * meanwhile. Thread-safe.
 */
public final class EventsServlet extends GuardedServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");
    private static final int MOST_LISTENERS = 24;

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
            new EventStream(feed::latest, time, closed, response.getOutputStream()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("A listener has gone", gone);
            throw gone; // so that no end of the answer is sent, for which a slow one would be waited again
        } finally {
            places.release();
        }
    }

    /** Ends all streams. */
    public void close() {
        closed.complete(null);
    }
}
