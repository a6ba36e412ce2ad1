package io.syncline.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.syncline.mcp.call.CallBoard;
import io.syncline.mcp.call.ClientCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client over lines of JSON. Unlike the transport of the SDK 2.1.0, it goes on after a line that is not a message, loses no
 * response if several are ready at once, and passes on cancellations. Thread-safe, except for {@link #accept}.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {

    /** There is one session. */
    static final String SESSION = "stdio";

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final int MOST_REQUESTS = 32;

    private final McpJsonMapper mapper;
    private final CallBoard calls;
    private final Executor executor;
    private final OutputStream out;
    private final MessageReader reader = new MessageReader();
    private final Semaphore requests = new Semaphore(MOST_REQUESTS);
    private @Nullable McpServerSession session;
    private boolean initialized;

    StdioTransport(McpJsonMapper mapper, CallBoard calls, Executor executor, OutputStream out) {
        this.mapper = mapper;
        this.calls = calls;
        this.executor = executor;
        this.out = out;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(this);
    }

    private McpServerSession session() {
        return Objects.requireNonNull(session, "session");
    }

    /** Handles a line of the client. Called by one thread. */
    void accept(String line) {
        try {
            handle(reader.read(line.getBytes(StandardCharsets.UTF_8)));
        } catch (ProtocolError e) {
            write(SafeMapper.error(e.id(), e.code(), String.valueOf(e.getMessage())));
        }
    }

    /** A line was longer than allowed. */
    void refuseLong() {
        write(SafeMapper.error(null, ProtocolError.INVALID_REQUEST, "The message is too large"));
    }

    private void handle(JSONRPCMessage message) throws ProtocolError {
        if (message instanceof JSONRPCNotification notification) {
            notified(notification);
        } else if (message instanceof JSONRPCRequest request) {
            if (request.method().equals("initialize")) {
                session().handle(request).block();
                return;
            }
            if (!initialized) { // the SDK would never answer
                throw new ProtocolError(
                        ProtocolError.INVALID_REQUEST,
                        request.id(),
                        "Send 'initialize' and 'notifications/initialized' first");
            }
            dispatch(request);
        }
    }

    private void notified(JSONRPCNotification notification) {
        switch (notification.method()) {
            case "notifications/initialized" -> {
                initialized = true;
                session().handle(notification).block();
            }
            case "notifications/cancelled" -> {
                if (notification.params() instanceof Map<?, ?> params && params.get("requestId") != null) {
                    calls.cancel(SESSION, params.get("requestId"));
                }
            }
            default -> LOG.debug("A notification was ignored: {}", notification.method());
        }
    }

    private void dispatch(JSONRPCRequest request) throws ProtocolError {
        if (!requests.tryAcquire()) {
            throw ProtocolError.busy(request.id(), MOST_REQUESTS);
        }
        Optional<ClientCall> call = calls.begin(SESSION, request.id());
        if (call.isEmpty()) {
            requests.release();
            throw ProtocolError.repeated(request.id());
        }
        executor.execute(() -> answer(request, call.get()));
    }

    private void answer(JSONRPCRequest request, ClientCall call) {
        try {
            session()
                    .handle(request)
                    .contextWrite(context -> context.put(
                            McpTransportContext.KEY, McpTransportContext.create(Map.of(ClientCall.KEY, call))))
                    .block();
        } catch (RuntimeException e) {
            LOG.error("A request was not answered", e);
        } finally {
            calls.end(call);
            requests.release();
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            // the protocol wants no response to a request that was cancelled
            if (!(message instanceof JSONRPCResponse response && calls.isCancelled(SESSION, response.id()))) {
                write(message);
            }
        });
    }

    private void write(Object message) {
        try {
            byte[] line = (mapper.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return McpServerTransportProvider.super.protocolVersions();
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session().sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void close() {}
}
