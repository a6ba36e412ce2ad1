package io.syncline.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages, and refuses what the SDK would answer with names of classes, or with the end of the connection. Thread-safe.
 *
 * <p>A call of {@code transfer_MODEL_1984} is read as one of {@code sync_model}.
 */
public final class MessageReader {

    private static final int LONGEST_ID = 256;
    private static final Pattern TRANSFER = Pattern.compile("transfer_[A-Za-z][A-Za-z0-9._-]{0,127}_1984");

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A reader. */
    public MessageReader() {}

    /**
     * Reads a message.
     *
     * @param text UTF-8
     * @throws ProtocolError if it is not a message, or a request with wrong parameters
     */
    public JSONRPCMessage read(byte[] text) throws ProtocolError {
        if (!(tree(text) instanceof Map<?, ?> message)) {
            throw new ProtocolError(ProtocolError.INVALID_REQUEST, null, "A message must be one JSON object");
        }
        Object id = message.get("id");
        if (id != null && !isId(id)) {
            throw new ProtocolError(
                    ProtocolError.INVALID_REQUEST,
                    null,
                    "'id' must be a whole number, or a text of at most 256 characters");
        }
        if (!"2.0".equals(message.get("jsonrpc"))) {
            throw new ProtocolError(ProtocolError.INVALID_REQUEST, id, "'jsonrpc' must be \"2.0\"");
        }
        Object method = message.get("method");
        if (method == null) {
            return response(message, id);
        }
        if (!(method instanceof String name)) {
            throw new ProtocolError(ProtocolError.INVALID_REQUEST, id, "'method' must be a text");
        }
        return request(name, id, message.containsKey("params") ? message.get("params") : Map.of());
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

    private static JSONRPCMessage response(Map<?, ?> message, @Nullable Object id) throws ProtocolError {
        boolean failed = message.get("error") instanceof Map;
        if (id == null || (!failed && !message.containsKey("result"))) {
            throw new ProtocolError(
                    ProtocolError.INVALID_REQUEST, id, "The message is neither a request nor a response");
        }
        // this server asks its clients nothing, so what they answer is of no use
        return JSONRPCResponse.result(id, Map.of());
    }

    private static JSONRPCMessage request(String method, @Nullable Object id, @Nullable Object params)
            throws ProtocolError {
        if (!(params instanceof Map<?, ?> given)) {
            throw new ProtocolError(ProtocolError.INVALID_PARAMS, id, "'params' must be an object");
        }
        if (id == null) {
            return new JSONRPCNotification(method, given);
        }
        check(method, id, given);
        return new JSONRPCRequest(method, id, method.equals("tools/call") ? withoutAlias(given) : given);
    }

    private static void check(String method, Object id, Map<?, ?> params) throws ProtocolError {
        require(isAbsentOr(Map.class, params.get("_meta")), id, "'_meta' must be an object");
        switch (method) {
            case "tools/call" -> {
                require(params.get("name") instanceof String, id, "'name' must be the name of a tool");
                require(isAbsentOr(Map.class, params.get("arguments")), id, "'arguments' must be an object");
            }
            case "resources/read" -> require(params.get("uri") instanceof String, id, "'uri' must be a text");
            case "initialize" -> {
                require(params.get("protocolVersion") instanceof String, id, "'protocolVersion' must be a text");
                require(params.get("capabilities") instanceof Map, id, "'capabilities' must be an object");
                require(params.get("clientInfo") instanceof Map, id, "'clientInfo' must be an object");
            }
            default -> {
                // the SDK knows the other methods, or answers that it does not
            }
        }
    }

    private static boolean isAbsentOr(Class<?> type, @Nullable Object value) {
        return value == null || type.isInstance(value);
    }

    private static void require(boolean holds, Object id, String rule) throws ProtocolError {
        if (!holds) {
            throw new ProtocolError(ProtocolError.INVALID_PARAMS, id, rule);
        }
    }

    /** The name of the command in the plan, which no list of tools can have for each model. */
    private static Map<?, ?> withoutAlias(Map<?, ?> params) {
        Matcher transfer = TRANSFER.matcher(String.valueOf(params.get("name")));
        if (!transfer.matches()) {
            return params;
        }
        Map<Object, Object> arguments = new LinkedHashMap<>();
        if (params.get("arguments") instanceof Map<?, ?> given) {
            arguments.putAll(given);
        }
        arguments.putIfAbsent("model_name", transfer.group());
        Map<Object, Object> changed = new LinkedHashMap<>(params);
        changed.put("name", "sync_model");
        changed.put("arguments", arguments);
        return changed;
    }
}
