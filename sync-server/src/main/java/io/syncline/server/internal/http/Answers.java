package io.syncline.server.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.server.internal.view.View;
import io.syncline.web.HttpRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes answers. */
public final class Answers {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Token required"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Unsupported content type"),
            Map.entry(421, "Misdirected request"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available"));

    private Answers() {}

    /** An object as JSON. */
    public static String json(View view) {
        try {
            return JSON.writeValueAsString(view.members());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer has a value that is not JSON", e);
        }
    }

    /** Answers with an object. */
    public static void send(HttpServletResponse response, int status, View view) throws IOException {
        response.setStatus(status);
        send(response, "application/json", json(view));
    }

    /** Answers with problem details. */
    public static void refuse(HttpServletResponse response, HttpRefusal refusal) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        View details = new View()
                .with("type", "about:blank")
                .with("title", TITLES.getOrDefault(refusal.status(), "Refused"))
                .with("status", refusal.status())
                .with("detail", refusal.message());
        send(response, "application/problem+json", json(details));
    }

    /** What a request gets that a system or this server cannot answer now. */
    static HttpRefusal unavailable(SyncException failure) {
        Optional<Duration> wait =
                failure instanceof TransientException passing ? passing.retryAfter() : Optional.empty();
        return new HttpRefusal(
                503,
                failure.getMessage(),
                wait.map(time -> Map.of("Retry-After", Long.toString(Math.max(1, time.toSeconds()))))
                        .orElse(Map.of()));
    }

    /** Answers with a text. */
    public static void send(HttpServletResponse response, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
