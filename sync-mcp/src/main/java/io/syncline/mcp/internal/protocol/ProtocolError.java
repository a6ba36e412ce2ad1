package io.syncline.mcp.internal.protocol;

import org.jspecify.annotations.Nullable;

/** A message that the protocol does not allow, or a request that cannot be answered now. */
public final class ProtocolError extends Exception {

    private static final long serialVersionUID = 1;

    /** The text is not JSON. */
    public static final int PARSE = -32700;
    /** The JSON is not a message of JSON-RPC. */
    public static final int INVALID_REQUEST = -32600;
    /** The parameters are not those of the method. */
    public static final int INVALID_PARAMS = -32602;
    /** The server has failed. */
    public static final int INTERNAL = -32603;
    /** The server cannot do it now. */
    public static final int BUSY = -32000;

    private final int code;
    private final transient @Nullable Object id;
    private final boolean answered;

    private ProtocolError(int code, @Nullable Object id, String message, boolean answered) {
        super(message);
        this.code = code;
        this.id = id;
        this.answered = answered;
    }

    ProtocolError(int code, @Nullable Object id, String message) {
        this(code, id, message, true);
    }

    /** A notification has wrong parameters. */
    static ProtocolError ofNotification(String message) {
        return new ProtocolError(INVALID_PARAMS, null, message, false);
    }

    /** The server cannot answer a request now. */
    public static ProtocolError busy(Object id, String message) {
        return new ProtocolError(BUSY, id, message);
    }

    /** A request has the id of another one that is in progress. */
    static ProtocolError repeated(Object id) {
        return new ProtocolError(INVALID_REQUEST, id, "A request with this 'id' is in progress");
    }

    /** The code of the error in JSON-RPC. */
    public int code() {
        return code;
    }

    /** The id of the request; null if it has none. */
    public @Nullable Object id() {
        return id;
    }

    /** Whether the protocol wants a response: none to a notification. */
    boolean isAnswered() {
        return answered;
    }
}
