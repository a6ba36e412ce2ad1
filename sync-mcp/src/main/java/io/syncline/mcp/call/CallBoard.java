package io.syncline.mcp.call;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that are being answered, by session and id. Thread-safe. */
public final class CallBoard {

    private record Key(String session, Object id) {}

    private final Map<Key, ClientCall> calls = new ConcurrentHashMap<>();

    /**
     * Notes a request.
     *
     * @return the call; empty if the session is using the id already
     */
    public Optional<ClientCall> begin(String session, Object id) {
        ClientCall call = new ClientCall(session, id);
        return calls.putIfAbsent(new Key(session, id), call) == null ? Optional.of(call) : Optional.empty();
    }

    /** Forgets a request that was answered. */
    public void end(ClientCall call) {
        calls.remove(new Key(call.session(), call.id()), call);
    }

    /** Cancels a request; has no effect if it was answered. */
    public void cancel(String session, Object id) {
        ClientCall call = calls.get(new Key(session, id));
        if (call != null) {
            call.cancelled().complete(null);
        }
    }

    /** Cancels all requests of a session, which has ended. */
    public void cancelThoseOf(String session) {
        calls.values().stream()
                .filter(call -> call.session().equals(session))
                .forEach(call -> call.cancelled().complete(null));
    }

    /** Whether a request was cancelled and has not been answered. */
    public boolean isCancelled(String session, Object id) {
        ClientCall call = calls.get(new Key(session, id));
        return call != null && call.isCancelled();
    }
}
