package io.syncline.mcp.http;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.syncline.mcp.call.CallBoard;
import io.syncline.mcp.call.ClientCall;
import io.syncline.mcp.protocol.MessageReader;
import io.syncline.mcp.protocol.ProtocolError;
import io.syncline.mcp.protocol.SafeMapper;
import io.syncline.mcp.protocol.SdkServer;
import io.syncline.mcp.run.RunRegistry;
import io.syncline.mcp.run.ServerTime;
import io.syncline.mcp.settings.HttpSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as a servlet, at any path, for any container of Servlet 6.1. A request is answered by the thread that brings it,
 * which may wait for a run for as long as a call says, so the container needs some threads. Thread-safe.
 */
public final class McpServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final String SESSION = "Mcp-Session-Id";
    private static final int MOST_REQUESTS = 32;

    private final transient HttpSettings settings;
    private final transient HttpGuard guard;
    private final transient SafeMapper mapper;
    private final transient RunRegistry runs;
    private final transient HttpSessions sessions;
    private final transient SessionTransport transport;
    private final transient CallBoard calls = new CallBoard();
    private final transient MessageReader reader = new MessageReader();
    private final transient Semaphore requests = new Semaphore(MOST_REQUESTS);

    /**
     * A servlet.
     *
     * @param runs the runs of the server, of which the end of a session cancels its own
     */
    public McpServlet(SdkServer server, SafeMapper mapper, RunRegistry runs, HttpSettings settings, ServerTime time) {
        this.settings = settings;
        this.guard = new HttpGuard(settings, time);
        this.mapper = mapper;
        this.runs = runs;
        this.sessions = new HttpSessions(settings.maxSessions());
        this.transport = new SessionTransport(mapper, sessions);
        server.start(McpServer.sync(transport));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<HttpRefusal> refusal = guard.check(request);
            if (refusal.isPresent()) {
                refuse(response, refusal.get(), ProtocolError.INVALID_REQUEST);
                return;
            }
            switch (request.getMethod()) {
                case "POST" -> post(request, response);
                case "DELETE" -> delete(request, response);
                default ->
                    refuse(
                            response,
                            new HttpRefusal(405, "Send messages by POST", Map.of("Allow", "POST, DELETE")),
                            ProtocolError.INVALID_REQUEST);
            }
        } catch (RuntimeException e) {
            LOG.error("A request failed with an internal error", e);
            refuse(response, HttpRefusal.of(500, "Internal error"), ProtocolError.BUSY);
        }
    }

    private void refuse(HttpServletResponse response, HttpRefusal refusal, int code) throws IOException {
        error(response, refusal, SafeMapper.error(null, code, refusal.message()));
    }

    private void error(HttpServletResponse response, HttpRefusal refusal, Map<String, ?> body) throws IOException {
        if (!response.isCommitted()) {
            response.setStatus(refusal.status());
            refusal.headers().forEach(response::setHeader);
            ResponseWriter.json(response, mapper.writeValueAsString(body));
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpRefusal> refusal = PostHeaders.check(request, settings.maxRequestSize());
        byte[] body = refusal.isPresent() ? new byte[0] : PostHeaders.body(request, settings.maxRequestSize());
        if (refusal.isPresent() || body.length > settings.maxRequestSize()) {
            refuse(response, refusal.orElse(PostHeaders.TOO_LARGE), ProtocolError.INVALID_REQUEST);
            return;
        }
        try {
            handle(reader.read(body), request, response);
        } catch (ProtocolError e) {
            int status = e.code() == ProtocolError.BUSY ? 503 : 400;
            String message = String.valueOf(e.getMessage());
            error(response, HttpRefusal.of(status, message), SafeMapper.error(e.id(), e.code(), message));
        }
    }

    private void handle(JSONRPCMessage message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ProtocolError {
        if (message instanceof JSONRPCRequest asked && asked.method().equals("initialize")) {
            SessionTransport.Opened opened = transport.open(asked);
            response.setHeader(SESSION, opened.session());
            ResponseWriter.json(response, mapper.writeValueAsString(opened.response()));
            return;
        }
        Optional<McpStreamableServerSession> session = session(request, response);
        if (session.isEmpty()) {
            return;
        }
        if (message instanceof JSONRPCRequest asked) {
            answer(session.get(), asked, response);
            return;
        }
        if (message instanceof JSONRPCNotification notification
                && notification.method().equals("notifications/cancelled")
                && notification.params() instanceof Map<?, ?> params
                && params.get("requestId") != null) {
            calls.cancel(session.get().getId(), params.get("requestId"));
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /** The session of a request; if it has none, the client is told. */
    private Optional<McpStreamableServerSession> session(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String id = request.getHeader(SESSION);
        if (id == null) {
            refuse(
                    response,
                    HttpRefusal.of(400, "The session is missing: send 'initialize' first"),
                    ProtocolError.INVALID_REQUEST);
            return Optional.empty();
        }
        Optional<McpStreamableServerSession> session = sessions.find(id);
        if (session.isEmpty()) {
            refuse(
                    response,
                    HttpRefusal.of(404, "The session is unknown: send 'initialize' again"),
                    ProtocolError.INVALID_REQUEST);
        }
        return session;
    }

    private void answer(McpStreamableServerSession session, JSONRPCRequest request, HttpServletResponse response)
            throws ProtocolError {
        if (!requests.tryAcquire()) {
            throw ProtocolError.busy(request.id(), MOST_REQUESTS);
        }
        try {
            ClientCall call =
                    calls.begin(session.getId(), request.id()).orElseThrow(() -> ProtocolError.repeated(request.id()));
            try {
                transport.answer(session, request, call, new ResponseWriter(mapper, response));
            } finally {
                calls.end(call);
            }
        } finally {
            requests.release();
        }
    }

    /** The client ends its session, and with it the runs that it started. */
    private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<McpStreamableServerSession> session = session(request, response);
        if (session.isPresent()) {
            String id = session.get().getId();
            sessions.remove(id);
            calls.cancelThoseOf(id);
            runs.cancelThoseOf(id);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
