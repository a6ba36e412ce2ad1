package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites errors to what a client may read. The SDK puts messages of exceptions, names of classes and stack traces into
 * them; these go to the log.
 */
public final class ErrorRewriter {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final int LONGEST = 500;

    private ErrorRewriter() {}

    /**
     * A response that reports an error.
     *
     * @param id the id of the request; null if it has none
     */
    public static Map<String, @Nullable Object> error(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("error", Map.of("code", code, "message", message));
        return response;
    }

    /** The message to send: itself, unless it reports an error. */
    static Object rewrite(Object message) {
        if (message instanceof McpError failure) {
            JSONRPCError error = failure.getJsonRpcError();
            return error == null ? error(null, ProtocolError.INTERNAL, internal(failure)) : response(null, error);
        }
        if (message instanceof JSONRPCResponse response && response.error() != null) {
            return response(response.id(), response.error());
        }
        return message;
    }

    private static Map<String, @Nullable Object> response(@Nullable Object id, JSONRPCError error) {
        String message = error.code() == ProtocolError.INTERNAL ? internal(error) : line(error);
        return error(id, error.code(), message);
    }

    private static String internal(Object details) {
        LOG.error("A request failed with an internal error: {}", details);
        return "Internal error; the log of the server has the details";
    }

    private static String line(JSONRPCError error) {
        String text = error.data() instanceof String data ? data : String.valueOf(error.message());
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
