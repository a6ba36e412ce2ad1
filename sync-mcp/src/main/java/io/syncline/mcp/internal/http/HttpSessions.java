package io.syncline.mcp.internal.http;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.syncline.web.RequestRate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of clients, so many at most. Many clients never say that they end, so a new session takes the place of the idle one
 * that was used longest ago. Thread-safe.
 */
final class HttpSessions {

    private final int most;
    private final Predicate<String> isBusy;
    private final Map<String, HttpSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A session.
     *
     * @param rate how many requests it may send
     */
    record HttpSession(McpStreamableServerSession session, RequestRate rate) {

        String id() {
            return session.getId();
        }
    }

    /**
     * No sessions yet.
     *
     * @param isBusy whether a session of an id has a request or a run in progress, and so is kept
     */
    HttpSessions(int most, Predicate<String> isBusy) {
        this.most = most;
        this.isBusy = isBusy;
    }

    /** Adds a session; returns false if there are too many, all of them busy. */
    synchronized boolean add(HttpSession session) {
        if (sessions.size() >= most && !removeIdle()) {
            return false;
        }
        sessions.put(session.id(), session);
        return true;
    }

    private boolean removeIdle() {
        Iterator<String> oldest = sessions.keySet().iterator();
        while (oldest.hasNext()) {
            if (!isBusy.test(oldest.next())) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    synchronized Optional<HttpSession> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(sessions.get(id));
    }

    synchronized void remove(String id) {
        sessions.remove(id);
    }
}
