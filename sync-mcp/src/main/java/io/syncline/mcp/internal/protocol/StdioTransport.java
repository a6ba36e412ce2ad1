package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.syncline.mcp.internal.call.ClientCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
    static final String SESSION_ID = "stdio";

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    private final McpJsonMapper mapper;
    private final InFlightCalls calls;
    private final Executor executor;
    private final OutputStream out;
    private final MessageReader reader;
    private @Nullable McpServerSession session;
    private boolean initialized;

    StdioTransport(SafeMapper mapper, InFlightCalls calls, Executor executor, OutputStream out) {
        this.mapper = mapper;
        this.calls = calls;
        this.executor = executor;
        this.out = out;
        this.reader = new MessageReader(mapper);
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
            Optional<JSONRPCMessage> message = reader.read(line.getBytes(StandardCharsets.UTF_8));
            if (message.isPresent()) {
                handle(message.get());
            }
        } catch (ProtocolError e) {
            if (e.isAnswered()) {
                write(ErrorRewriter.error(e.id(), e.code(), String.valueOf(e.getMessage())));
            }
        } catch (RuntimeException e) {
            LOG.error("A message could not be handled", e);
            write(ErrorRewriter.error(null, ProtocolError.INTERNAL, "Internal error"));
        }
    }

    /** A line was longer than allowed. */
    void refuseLong() {
        write(ErrorRewriter.error(null, ProtocolError.INVALID_REQUEST, "The message is too large"));
    }

    private void handle(JSONRPCMessage message) throws ProtocolError {
        if (message instanceof JSONRPCNotification notification) {
            notified(notification);
        } else if (message instanceof JSONRPCRequest request) {
            if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                session().handle(request).block();
            } else if (initialized) {
                dispatch(request);
            } else {
                answerEarly(request); // the SDK would never answer
            }
        }
    }

    private void answerEarly(JSONRPCRequest request) throws ProtocolError {
        if (!request.method().equals(McpSchema.METHOD_PING)) {
            throw new ProtocolError(
                    ProtocolError.INVALID_REQUEST,
                    request.id(),
                    "Send 'initialize' and 'notifications/initialized' first");
        }
        write(JSONRPCResponse.result(request.id(), Map.of()));
    }

    private void notified(JSONRPCNotification notification) {
        if (notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
            initialized = true;
            session().handle(notification).block();
        }
        CancelNotification.requestId(notification).ifPresent(id -> calls.cancel(SESSION_ID, id));
    }

    private void dispatch(JSONRPCRequest request) throws ProtocolError {
        ClientCall call = calls.begin(SESSION_ID, request.id());
        try {
            executor.execute(() -> answer(request, call));
        } catch (RejectedExecutionException e) {
            calls.end(call);
            throw ProtocolError.busy(request.id(), "The server is shutting down");
        }
    }

    private void answer(JSONRPCRequest request, ClientCall call) {
        try {
            session()
                    .handle(request)
                    .contextWrite(context -> context.put(
                            McpTransportContext.KEY, McpTransportContext.create(Map.of(ClientCall.KEY, call))))
                    .block();
        } catch (RuntimeException | Error e) {
            LOG.error("A request failed with an internal error", e);
            write(ErrorRewriter.error(request.id(), ProtocolError.INTERNAL, "Internal error"));
        } finally {
            calls.end(call);
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            // the protocol wants no response to a request that was cancelled
            if (!(message instanceof JSONRPCResponse response)) {
                write(message);
            } else if (!calls.isCancelled(SESSION_ID, response.id())) {
                calls.freeId(SESSION_ID, response.id());
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
        return ProtocolVersions.overStdio();
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
