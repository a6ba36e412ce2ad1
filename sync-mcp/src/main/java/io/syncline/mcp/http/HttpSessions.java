package io.syncline.mcp.http;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions of clients, so many at most: many never say that they end, so the one that was used longest ago goes. Thread-safe. */
final class HttpSessions {

    private final int most;
    private final Map<String, McpStreamableServerSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    HttpSessions(int most) {
        this.most = most;
    }

    synchronized void add(McpStreamableServerSession session) {
        sessions.put(session.getId(), session);
        Iterator<McpStreamableServerSession> oldest = sessions.values().iterator();
        while (sessions.size() > most && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized Optional<McpStreamableServerSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    synchronized boolean remove(String id) {
        return sessions.remove(id) != null;
    }
}
