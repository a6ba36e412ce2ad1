package io.syncline.mcp.protocol;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what clients read. The SDK puts messages of exceptions, names of classes and stack traces into errors; they end
 * here, in the log. Thread-safe.
 */
public final class SafeMapper implements McpJsonMapper {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final int LONGEST = 300;

    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

    /** A mapper. */
    public SafeMapper() {}

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

    private static Object safe(Object value) {
        if (value instanceof McpError failure) {
            JSONRPCError error = failure.getJsonRpcError();
            return error == null ? error(null, ErrorCodes.INTERNAL_ERROR, internal(failure)) : response(null, error);
        }
        if (value instanceof JSONRPCResponse response && response.error() != null) {
            return response(response.id(), response.error());
        }
        return value;
    }

    private static Map<String, @Nullable Object> response(@Nullable Object id, JSONRPCError error) {
        String message = error.code() == ErrorCodes.INTERNAL_ERROR ? internal(error) : line(error);
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

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return mapper.writeValueAsString(safe(value));
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return mapper.writeValueAsBytes(safe(value));
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        return mapper.convertValue(from, type);
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        return mapper.convertValue(from, type);
    }
}
