package io.syncline.mcp.internal.http;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Writes the answer to one request: as JSON, or as a stream of events if notifications come before it. Thread-safe. */
final class ResponseWriter implements McpStreamableServerTransport {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    private final McpJsonMapper mapper;
    private final HttpServletResponse response;
    private final Runnable beforeAnswer;
    private boolean streaming;

    /**
     * Writes to one response.
     *
     * @param beforeAnswer called before the answer is written
     */
    ResponseWriter(McpJsonMapper mapper, HttpServletResponse response, Runnable beforeAnswer) {
        this.mapper = mapper;
        this.response = response;
        this.beforeAnswer = beforeAnswer;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> write(message));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String id) {
        return sendMessage(message);
    }

    /** A client that has gone is ignored: the protocol does not take that for a cancellation. */
    private synchronized void write(JSONRPCMessage message) {
        try {
            String json = mapper.writeValueAsString(message);
            if (message instanceof JSONRPCResponse) {
                beforeAnswer.run();
            }
            if (message instanceof JSONRPCResponse && !streaming) {
                json(response, json);
                return;
            }
            if (!streaming) {
                streaming = true;
                response.setContentType("text/event-stream;charset=UTF-8");
                response.setHeader("Cache-Control", "no-store");
            }
            response.getOutputStream()
                    .write(("event: message\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }

    static void json(HttpServletResponse response, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void close() {}
}
