package io.syncline.mcp.internal.http;

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
import io.syncline.mcp.internal.call.ClientCall;
import io.syncline.mcp.internal.http.HttpSessions.HttpSession;
import io.syncline.mcp.internal.protocol.ProtocolError;
import io.syncline.mcp.internal.protocol.ProtocolVersions;
import io.syncline.web.RequestRate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sessions over HTTP without a servlet of the SDK 2.1.0, whose errors are Java exceptions with their traces, and whose sessions
 * are never forgotten. Thread-safe.
 */
final class SessionTransport implements McpStreamableServerTransportProvider {

    private final McpJsonMapper mapper;
    private final HttpSessions sessions;
    private final Supplier<RequestRate> rates;
    private McpStreamableServerSession.@Nullable Factory factory;

    /**
     * A transport.
     *
     * @param rates makes the rate of a new session
     */
    SessionTransport(McpJsonMapper mapper, HttpSessions sessions, Supplier<RequestRate> rates) {
        this.mapper = mapper;
        this.sessions = sessions;
        this.rates = rates;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
        factory = sessionFactory;
    }

    @Override
    public List<String> protocolVersions() {
        return ProtocolVersions.overHttp();
    }

    /**
     * The answer to the first request of a client.
     *
     * @param session the id of its new session
     */
    record Opened(String session, JSONRPCResponse response) {}

    /**
     * Opens a session.
     *
     * @throws ProtocolError if as many as allowed are open and busy
     */
    Opened open(JSONRPCRequest request) throws ProtocolError {
        InitializeRequest initialize = mapper.convertValue(request.params(), new TypeRef<InitializeRequest>() {});
        McpStreamableServerSessionInit opened =
                Objects.requireNonNull(factory, "factory").startSession(initialize);
        InitializeResult result = Objects.requireNonNull(opened.initResult().block(), "result");
        if (!sessions.add(new HttpSession(opened.session(), rates.get()))) {
            throw ProtocolError.busy(request.id(), "As many sessions as this server allows are busy; retry later");
        }
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
