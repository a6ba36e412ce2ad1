package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import io.syncline.api.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the parameters of requests as the SDK will read them, whose own failures are internal errors. Thread-safe. */
final class RequestParameters {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    private static final Map<String, Class<?>> TYPES = Map.of(
            McpSchema.METHOD_INITIALIZE, McpSchema.InitializeRequest.class,
            McpSchema.METHOD_TOOLS_LIST, McpSchema.PaginatedRequest.class,
            McpSchema.METHOD_TOOLS_CALL, McpSchema.CallToolRequest.class,
            McpSchema.METHOD_RESOURCES_LIST, McpSchema.PaginatedRequest.class,
            McpSchema.METHOD_RESOURCES_TEMPLATES_LIST, McpSchema.PaginatedRequest.class,
            McpSchema.METHOD_RESOURCES_READ, McpSchema.ReadResourceRequest.class);

    private final SafeMapper sdk;

    RequestParameters(SafeMapper sdk) {
        this.sdk = sdk;
    }

    /** The parameters to answer a request by: those given, of {@code sync_model} if it was named by its other name. */
    Map<?, ?> of(String method, Object id, Map<?, ?> given) throws ProtocolError {
        require(isAbsentOr(Map.class, given.get("_meta")), id, "'_meta' must be an object");
        switch (method) {
            case McpSchema.METHOD_TOOLS_CALL -> {
                require(given.get("name") instanceof String, id, "'name' must be the name of a tool");
                require(isAbsentOr(Map.class, given.get("arguments")), id, "'arguments' must be an object");
            }
            case McpSchema.METHOD_RESOURCES_READ ->
                require(given.get("uri") instanceof String, id, "'uri' must be a text");
            case McpSchema.METHOD_INITIALIZE -> {
                require(given.get("protocolVersion") instanceof String, id, "'protocolVersion' must be a text");
                require(given.get("capabilities") instanceof Map, id, "'capabilities' must be an object");
                require(given.get("clientInfo") instanceof Map, id, "'clientInfo' must be an object");
            }
            default -> {
                // the SDK knows the other methods, or answers that it does not
            }
        }
        requireReadable(method, id, given);
        return method.equals(McpSchema.METHOD_TOOLS_CALL) ? withoutAlias(id, given) : given;
    }

    private void requireReadable(String method, Object id, Map<?, ?> params) throws ProtocolError {
        Class<?> type = TYPES.get(method);
        try {
            if (type != null) {
                LOG.trace("Read {}", sdk.convertValue(params, type));
            }
        } catch (RuntimeException e) {
            LOG.debug("The parameters of '{}' cannot be read", method, e);
            throw new ProtocolError(
                    ProtocolError.INVALID_PARAMS,
                    id,
                    "'params' are not those of '" + method + "': a value has a wrong type");
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

    private static boolean isSameModel(String transfer, Object model) {
        return transfer.equals(model)
                || ModelName.parse(transfer)
                        .value()
                        .replace('.', '_')
                        .equals(String.valueOf(model).replace('.', '_'));
    }

    /** The name of the command in the plan, which no list of tools can have for each model. */
    private static Map<?, ?> withoutAlias(Object id, Map<?, ?> params) throws ProtocolError {
        String name = String.valueOf(params.get("name"));
        if (!ModelName.isTransfer(name)) {
            return params;
        }
        Map<Object, Object> arguments = new LinkedHashMap<>();
        if (params.get("arguments") instanceof Map<?, ?> given) {
            arguments.putAll(given);
        }
        Object other = arguments.putIfAbsent("model_name", name);
        require(
                other == null || isSameModel(name, other),
                id,
                "The tool '" + ModelName.parse(name) + "' and 'model_name' name different models");
        Map<Object, Object> changed = new LinkedHashMap<>(params);
        changed.put("name", "sync_model");
        changed.put("arguments", arguments);
        return changed;
    }
}
