package io.syncline.mcp.internal.protocol;

import io.syncline.mcp.internal.call.ClientCall;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The requests that are being answered, by session and id; so many at most. Thread-safe. */
public final class InFlightCalls {

    private static final int MOST = 32;

    private record Key(String session, Object id) {}

    private final Map<Key, ClientCall> calls = new ConcurrentHashMap<>();
    private final Set<ClientCall> unanswered = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MOST);

    /** No calls yet. */
    public InFlightCalls() {}

    /**
     * Notes a request, to be ended when it was answered.
     *
     * @throws ProtocolError if the session is using the id already, or too many requests are in flight
     */
    public ClientCall begin(String session, Object id) throws ProtocolError {
        if (!permits.tryAcquire()) {
            throw ProtocolError.busy(id, MOST + " requests are in progress; retry later");
        }
        ClientCall call = new ClientCall(session, id);
        if (calls.putIfAbsent(new Key(session, id), call) != null) {
            permits.release();
            throw ProtocolError.repeated(id);
        }
        unanswered.add(call);
        return call;
    }

    /** Lets the id of a request be used again, before its answer is written: a client that has read it may do so. */
    public void freeId(String session, Object id) {
        calls.remove(new Key(session, id));
    }

    /** Forgets a request that was answered. */
    public void end(ClientCall call) {
        calls.remove(new Key(call.session(), call.id()), call);
        if (unanswered.remove(call)) {
            permits.release();
            call.answered().complete(null);
        }
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

    /** Whether a request of a session is being answered. */
    public boolean isBusy(String session) {
        return unanswered.stream().anyMatch(call -> call.session().equals(session));
    }

    /** Completes when the requests that are in flight now have been answered. */
    CompletableFuture<Void> allAnswered() {
        return CompletableFuture.allOf(
                unanswered.stream().map(ClientCall::answered).toArray(CompletableFuture<?>[]::new));
    }
}
