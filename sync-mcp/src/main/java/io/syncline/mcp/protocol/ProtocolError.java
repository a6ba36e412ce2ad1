package io.syncline.mcp.protocol;

import org.jspecify.annotations.Nullable;

/** A message that the protocol does not allow. */
public final class ProtocolError extends Exception {

    /** The text is not JSON. */
    public static final int PARSE = -32700;
    /** The JSON is not a message of JSON-RPC. */
    public static final int INVALID_REQUEST = -32600;
    /** The parameters are not those of the method. */
    public static final int INVALID_PARAMS = -32602;
    /** The server cannot do it now. */
    public static final int BUSY = -32000;

    private final int code;
    private final transient @Nullable Object id;

    ProtocolError(int code, @Nullable Object id, String message) {
        super(message);
        this.code = code;
        this.id = id;
    }

    /** As many requests as allowed are in progress. */
    public static ProtocolError busy(Object id, int most) {
        return new ProtocolError(BUSY, id, most + " requests are in progress; retry later");
    }

    /** A request has the id of another one that is in progress. */
    public static ProtocolError repeated(Object id) {
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
}
