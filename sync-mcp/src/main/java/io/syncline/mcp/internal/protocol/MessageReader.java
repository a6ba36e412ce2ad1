package io.syncline.mcp.internal.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages, and refuses what the SDK would answer with names of classes, or with the end of the connection. Thread-safe.
 *
 * <p>A call of {@code transfer_MODEL_1984} is read as one of {@code sync_model}.
 */
public final class MessageReader {

    private static final int LONGEST_ID = 256;

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final RequestParameters parameters;

    /**
     * A reader.
     *
     * @param sdk reads the parameters of requests when they are answered
     */
    public MessageReader(SafeMapper sdk) {
        this.parameters = new RequestParameters(sdk);
    }

    /**
     * Reads a message.
     *
     * @param text UTF-8
     * @return a request or a notification; empty for a response: this server asks its clients nothing
     * @throws ProtocolError if it is not a message, or has wrong parameters
     */
    public Optional<JSONRPCMessage> read(byte[] text) throws ProtocolError {
        if (!(tree(text) instanceof Map<?, ?> message)) {
            throw invalid(null, "A message must be one JSON object");
        }
        Object id = message.get("id");
        if (id != null && !isId(id)) {
            throw invalid(null, "'id' must be a whole number, or a text of at most 256 characters");
        }
        if (!"2.0".equals(message.get("jsonrpc"))) {
            throw invalid(id, "'jsonrpc' must be \"2.0\"");
        }
        Object method = message.get("method");
        if (method == null) {
            checkResponse(message, id);
            return Optional.empty();
        }
        if (!(method instanceof String name)) {
            throw invalid(id, "'method' must be a text");
        }
        if (id == null && message.containsKey("id")) {
            throw invalid(null, "'id' must not be null; a notification has none");
        }
        return Optional.of(message(name, id, message.get("params")));
    }

    private static ProtocolError invalid(@Nullable Object id, String message) {
        return new ProtocolError(ProtocolError.INVALID_REQUEST, id, message);
    }

    private @Nullable Object tree(byte[] text) throws ProtocolError {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new ProtocolError(ProtocolError.PARSE, null, "The message is not JSON");
        } catch (IOException e) {
            throw new ProtocolError(ProtocolError.PARSE, null, "The message is not UTF-8 text");
        }
    }

    private static boolean isId(Object id) {
        return id instanceof Integer
                || id instanceof Long
                || (id instanceof String text && text.length() <= LONGEST_ID);
    }

    /** The response to a message that could not be read has no id. */
    private static void checkResponse(Map<?, ?> message, @Nullable Object id) throws ProtocolError {
        boolean failed = message.get("error") instanceof Map;
        if (!failed && (id == null || !message.containsKey("result"))) {
            throw invalid(id, "The message is neither a request nor a response");
        }
    }

    private JSONRPCMessage message(String method, @Nullable Object id, @Nullable Object params) throws ProtocolError {
        Object given = params == null ? Map.of() : params;
        if (id == null) {
            if (!(given instanceof Map)) {
                throw ProtocolError.ofNotification("'params' must be an object");
            }
            return new JSONRPCNotification(method, given);
        }
        if (!(given instanceof Map<?, ?> map)) {
            throw new ProtocolError(ProtocolError.INVALID_PARAMS, id, "'params' must be an object");
        }
        return new JSONRPCRequest(method, id, parameters.of(method, id, map));
    }
}
