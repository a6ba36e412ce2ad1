package io.syncline.mcp.http;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.syncline.mcp.call.ClientCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sessions over HTTP without a servlet of the SDK 2.1.0, whose errors are Java exceptions with their traces, and whose sessions
 * are never forgotten. Thread-safe.
 */
final class SessionTransport implements McpStreamableServerTransportProvider {

    private static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

    private final McpJsonMapper mapper;
    private final HttpSessions sessions;
    private McpStreamableServerSession.@Nullable Factory factory;

    SessionTransport(McpJsonMapper mapper, HttpSessions sessions) {
        this.mapper = mapper;
        this.sessions = sessions;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
        factory = sessionFactory;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    /**
     * The answer to the first request of a client.
     *
     * @param session the id of its new session
     */
    record Opened(String session, JSONRPCResponse response) {}

    /** Opens a session. */
    Opened open(JSONRPCRequest request) {
        InitializeRequest initialize = mapper.convertValue(request.params(), new TypeRef<InitializeRequest>() {});
        McpStreamableServerSessionInit opened =
                Objects.requireNonNull(factory, "factory").startSession(initialize);
        InitializeResult result = Objects.requireNonNull(opened.initResult().block(), "result");
        sessions.add(opened.session());
        return new Opened(opened.session().getId(), JSONRPCResponse.result(request.id(), result));
    }

    /** Answers a request; returns when it was answered. */
    void answer(McpStreamableServerSession session, JSONRPCRequest request, ClientCall call, ResponseWriter response) {
        session.responseStream(response)
                .handle(request)
                .contextWrite(context ->
                        context.put(McpTransportContext.KEY, McpTransportContext.create(Map.of(ClientCall.KEY, call))))
                .block();
    }

    /** There is no stream for messages that no request asked for, and this server has none. */
    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
