package io.syncline.mcp.internal.http;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.syncline.mcp.internal.call.ClientCall;
import io.syncline.mcp.internal.http.HttpSessions.HttpSession;
import io.syncline.mcp.internal.protocol.CancelNotification;
import io.syncline.mcp.internal.protocol.ErrorRewriter;
import io.syncline.mcp.internal.protocol.InFlightCalls;
import io.syncline.mcp.internal.protocol.MessageReader;
import io.syncline.mcp.internal.protocol.ProtocolError;
import io.syncline.mcp.internal.protocol.SafeMapper;
import io.syncline.mcp.internal.protocol.SdkServer;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.ServiceTime;
import io.syncline.web.CrossOrigin;
import io.syncline.web.HttpGuard;
import io.syncline.web.HttpRefusal;
import io.syncline.web.RequestRate;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as a servlet. A request is answered by the thread that brings it, which may wait for a run for as long as a call
 * says. Thread-safe.
 */
public final class McpServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final CrossOrigin PAGES = new CrossOrigin(
            "POST, DELETE",
            "Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID",
            "Mcp-Session-Id, WWW-Authenticate, Retry-After");
    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final String SESSION_HEADER = "Mcp-Session-Id";
    private static final HttpRefusal UNKNOWN = HttpRefusal.of(404, "The session is unknown: send 'initialize' again");

    private final transient HttpSettings settings;
    private final transient HttpGuard guard;
    private final transient SafeMapper mapper;
    private final transient RunRegistry runs;
    private final transient RequestRate newcomers;
    private final transient HttpSessions sessions;
    private final transient SessionTransport transport;
    private final transient InFlightCalls calls = new InFlightCalls();
    private final transient MessageReader reader;

    /**
     * A servlet.
     *
     * @param runs the runs of the server, of which the end of a session cancels its own
     * @param bound the names that clients may use because the server was bound to them
     */
    public McpServlet(
            SdkServer server,
            SafeMapper mapper,
            RunRegistry runs,
            HttpSettings settings,
            Collection<String> bound,
            ServiceTime time) {
        this.settings = settings;
        this.guard = new HttpGuard(settings.access(), bound, time::nanos);
        this.mapper = mapper;
        this.runs = runs;
        this.reader = new MessageReader(mapper);
        this.newcomers = new RequestRate(settings.requestsPerMinute(), time::nanos);
        this.sessions = new HttpSessions(
                settings.maxSessions(), session -> calls.isBusy(session) || runs.isRunningFor(session));
        this.transport = new SessionTransport(
                mapper, sessions, () -> new RequestRate(settings.requestsPerMinute(), time::nanos));
        server.start(McpServer.sync(transport));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<HttpRefusal> foreign = guard.checkOrigin(request);
            if (foreign.isPresent()) {
                refuse(response, foreign.get(), null);
            } else {
                PAGES.allow(request, response);
                admit(request, response);
            }
        } catch (ProtocolError e) {
            int status = e.code() == ProtocolError.BUSY ? 503 : 400;
            String message = String.valueOf(e.getMessage());
            error(response, HttpRefusal.of(status, message), ErrorRewriter.error(e.id(), e.code(), message));
        } catch (RuntimeException | Error e) {
            LOG.error("A request failed with an internal error", e);
            error(
                    response,
                    HttpRefusal.of(500, "Internal error"),
                    ErrorRewriter.error(null, ProtocolError.INTERNAL, "Internal error"));
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response) throws IOException, ProtocolError {
        if (CrossOrigin.isPreflight(request)) {
            PAGES.answerPreflight(response);
            return;
        }
        Optional<HttpRefusal> refusal = guard.checkToken(request).or(() -> checkRate(request));
        if (refusal.isPresent()) {
            refuse(response, refusal.get(), null);
        } else {
            dispatch(request, response);
        }
    }

    /** A client uses up its own rate; those that have no session yet share one. */
    private Optional<HttpRefusal> checkRate(HttpServletRequest request) {
        RequestRate rate = sessions.find(request.getHeader(SESSION_HEADER))
                .map(HttpSession::rate)
                .orElse(newcomers);
        return rate.admit() ? Optional.empty() : Optional.of(HttpRefusal.tooMany("Too many requests; retry later"));
    }

    private void dispatch(HttpServletRequest request, HttpServletResponse response) throws IOException, ProtocolError {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "DELETE" -> delete(request, response);
            default ->
                refuse(response, new HttpRefusal(405, "Send messages by POST", Map.of("Allow", "POST, DELETE")), null);
        }
    }

    private void refuse(HttpServletResponse response, HttpRefusal refusal, @Nullable Object id) throws IOException {
        error(response, refusal, ErrorRewriter.error(id, ProtocolError.INVALID_REQUEST, refusal.message()));
    }

    private void error(HttpServletResponse response, HttpRefusal refusal, Map<String, ?> body) throws IOException {
        if (!response.isCommitted()) {
            response.setStatus(refusal.status());
            refusal.headers().forEach(response::setHeader);
            ResponseWriter.json(response, mapper.writeValueAsString(body));
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException, ProtocolError {
        Optional<HttpRefusal> refusal = PostHeaders.check(request, settings.maxRequestSize());
        byte[] body = refusal.isPresent() ? new byte[0] : PostHeaders.body(request, settings.maxRequestSize());
        if (refusal.isPresent() || body.length > settings.maxRequestSize()) {
            refuse(response, refusal.orElse(PostHeaders.TOO_LARGE), null);
            return;
        }
        Optional<JSONRPCMessage> message = reader.read(body);
        if (message.isPresent()) {
            handle(message.get(), request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }

    private void handle(JSONRPCMessage message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ProtocolError {
        Object id = message instanceof JSONRPCRequest asked ? asked.id() : null;
        if (message instanceof JSONRPCRequest asked && asked.method().equals(McpSchema.METHOD_INITIALIZE)) {
            SessionTransport.Opened opened = transport.open(asked);
            response.setHeader(SESSION_HEADER, opened.session());
            ResponseWriter.json(response, mapper.writeValueAsString(opened.response()));
            return;
        }
        Optional<HttpSession> session = session(request, response, id);
        if (session.isEmpty()) {
            return;
        }
        if (message instanceof JSONRPCRequest asked) {
            answer(session.get(), asked, response);
            return;
        }
        if (message instanceof JSONRPCNotification notification) {
            CancelNotification.requestId(notification)
                    .ifPresent(cancelled -> calls.cancel(session.get().id(), cancelled));
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /** The session of a request; if it has none, the client is told. */
    private Optional<HttpSession> session(HttpServletRequest request, HttpServletResponse response, @Nullable Object id)
            throws IOException {
        String header = request.getHeader(SESSION_HEADER);
        Optional<HttpSession> session = sessions.find(header);
        if (header == null) {
            refuse(response, HttpRefusal.of(400, "The session is missing: send 'initialize' first"), id);
        } else if (session.isEmpty()) {
            refuse(response, UNKNOWN, id);
        }
        return session;
    }

    private void answer(HttpSession session, JSONRPCRequest request, HttpServletResponse response)
            throws IOException, ProtocolError {
        ClientCall call = calls.begin(session.id(), request.id());
        try {
            // a session that ends from now on cancels the call; one that has ended cancelled those that were there
            if (sessions.find(session.id()).isEmpty()) {
                refuse(response, UNKNOWN, request.id());
                return;
            }
            transport.answer(
                    session.session(),
                    request,
                    call,
                    new ResponseWriter(mapper, response, () -> calls.freeId(session.id(), request.id())));
        } finally {
            calls.end(call);
        }
    }

    /** The client ends its session, and with it the runs that it started. */
    private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpSession> session = session(request, response, null);
        if (session.isPresent()) {
            String id = session.get().id();
            sessions.remove(id);
            calls.cancelThoseOf(id);
            runs.cancelThoseOf(id);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
