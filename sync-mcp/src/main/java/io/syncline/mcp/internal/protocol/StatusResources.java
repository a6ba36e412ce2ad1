package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.syncline.mcp.internal.call.ProgressSink;
import io.syncline.mcp.internal.tool.ToolAnswer;
import io.syncline.mcp.internal.tool.ToolArguments;
import io.syncline.mcp.internal.tool.ToolCall;
import io.syncline.mcp.internal.tool.Toolbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Status and failures as resources, with the contents of the tools' answers. A tool that is not offered has none. */
final class StatusResources {

    private static final String STATUS = "syncline://status";
    private static final String MODELS = "syncline://models/";
    private static final String FAILURES = "/failures";
    private static final String JSON = "application/json";
    private static final int NOT_FOUND = -32002;

    private final Toolbox toolbox;
    private final McpJsonMapper mapper;

    StatusResources(Toolbox toolbox, McpJsonMapper mapper) {
        this.toolbox = toolbox;
        this.mapper = mapper;
    }

    void addTo(SyncSpecification<?> server) {
        if (toolbox.isOffered("sync_status")) {
            Resource status = Resource.builder(STATUS, "status")
                    .title("Status")
                    .description("Runs in progress, and the state of each model")
                    .mimeType(JSON)
                    .build();
            server.resources(new SyncResourceSpecification(
                    status, (exchange, request) -> read(exchange, request, "sync_status", Map.of())));
            server.resourceTemplates(
                    template(MODELS + "{model}", "model", "The newest run of a model, and its state", this::readModel));
        }
        if (toolbox.isOffered("list_failures")) {
            server.resourceTemplates(template(
                    MODELS + "{model}" + FAILURES,
                    "failures",
                    "The first failed records of a model",
                    this::readFailures));
        }
    }

    @FunctionalInterface
    private interface Reader {
        ReadResourceResult read(McpSyncServerExchange exchange, ReadResourceRequest request);
    }

    private static SyncResourceTemplateSpecification template(
            String uri, String name, String description, Reader reader) {
        return new SyncResourceTemplateSpecification(
                ResourceTemplate.builder(uri, name)
                        .description(description)
                        .mimeType(JSON)
                        .build(),
                reader::read);
    }

    private ReadResourceResult readModel(McpSyncServerExchange exchange, ReadResourceRequest request) {
        String model = request.uri().substring(MODELS.length());
        return read(exchange, request, "sync_status", Map.of("model_name", model));
    }

    private ReadResourceResult readFailures(McpSyncServerExchange exchange, ReadResourceRequest request) {
        String uri = request.uri();
        String model = uri.substring(MODELS.length(), uri.length() - FAILURES.length());
        return read(exchange, request, "list_failures", Map.of("model_name", model, "limit", 100));
    }

    private ReadResourceResult read(
            McpSyncServerExchange exchange, ReadResourceRequest request, String tool, Map<String, Object> arguments) {
        ToolAnswer answer = toolbox.call(
                tool, new ToolCall(new ToolArguments(arguments), SdkServer.callOf(exchange), ProgressSink.NONE));
        if (answer.isProblem()) {
            int code = answer.kind() == ToolAnswer.Kind.INVALID ? NOT_FOUND : ProtocolError.BUSY;
            throw McpError.builder(code).message(answer.problem()).build();
        }
        try {
            return ReadResourceResult.builder(List.of(
                            TextResourceContents.builder(request.uri(), mapper.writeValueAsString(answer.fields()))
                                    .mimeType(JSON)
                                    .build()))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
