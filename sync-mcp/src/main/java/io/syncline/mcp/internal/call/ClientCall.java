package io.syncline.mcp.internal.call;

import java.util.concurrent.CompletableFuture;

/**
 * A request that is being answered. Thread-safe.
 *
 * <p>The SDK gives a handler neither the id of its request nor a cancellation, so transports put this into the context.
 */
public final class ClientCall {

    /** The key of a call in the context of a transport. */
    public static final String KEY = "syncline.call";

    private final String session;
    private final Object id;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    /** A request of a session, which was neither answered nor cancelled. */
    public ClientCall(String session, Object id) {
        this.session = session;
        this.id = id;
    }

    /** The session of the client. */
    public String session() {
        return session;
    }

    /** The id of the request: a number or a text, unique in its session while it is in flight. */
    public Object id() {
        return id;
    }

    /** Completes when the client has cancelled the request. */
    public CompletableFuture<Void> cancelled() {
        return cancelled;
    }

    /** Whether the client has cancelled the request. */
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Completes when nothing more is written about the request. */
    public CompletableFuture<Void> answered() {
        return answered;
    }
}
