package io.syncline.mcp.internal.http;

import io.syncline.mcp.internal.protocol.ProtocolVersions;
import io.syncline.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message over HTTP must look like before it is read. */
final class PostHeaders {

    static final HttpRefusal TOO_LARGE = HttpRefusal.of(413, "The message is too large");

    private PostHeaders() {}

    static Optional<HttpRefusal> check(HttpServletRequest request, long largest) {
        if (!has(request.getContentType(), "application/json")) {
            return Optional.of(HttpRefusal.of(415, "The content type must be application/json"));
        }
        String accept = request.getHeader("Accept");
        boolean any = has(accept, "*/*");
        if (!any && !(has(accept, "application/json") && has(accept, "text/event-stream"))) {
            return Optional.of(HttpRefusal.of(406, "The client must accept application/json and text/event-stream"));
        }
        String version = request.getHeader("MCP-Protocol-Version");
        if (version != null && !ProtocolVersions.overHttp().contains(version)) {
            return Optional.of(HttpRefusal.of(
                    400,
                    "This revision of the protocol is not supported; the latest one is " + ProtocolVersions.latest()));
        }
        return request.getContentLengthLong() > largest ? Optional.of(TOO_LARGE) : Optional.empty();
    }

    private static boolean has(@Nullable String header, String type) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(type);
    }

    /** The body, with one byte more than allowed if it is too large. */
    static byte[] body(HttpServletRequest request, long largest) throws IOException {
        return request.getInputStream().readNBytes((int) largest + 1);
    }
}
