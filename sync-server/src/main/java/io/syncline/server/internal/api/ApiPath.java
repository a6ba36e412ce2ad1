package io.syncline.server.internal.api;

import io.syncline.server.internal.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The path of a request below a prefix, part by part: a part may hold any character that is encoded, also a slash. */
final class ApiPath {

    private ApiPath() {}

    /**
     * The parts.
     *
     * @param prefix what the path begins with, such as {@code /api/}
     */
    static List<String> of(HttpServletRequest request, String prefix) throws Problem {
        String path = request.getRequestURI();
        if (!path.startsWith(prefix)) {
            throw notFound();
        }
        List<String> parts = Arrays.stream(path.substring(prefix.length()).split("/", -1))
                .map(ApiPath::decoded)
                .toList();
        if (parts.stream().anyMatch(part -> part.isEmpty() || part.indexOf('\0') >= 0)) {
            throw notFound();
        }
        return parts;
    }

    /** A plus sign in a path is one. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static Problem notFound() {
        return Problem.of(404, "There is no such resource; /api/openapi.yaml lists those that there are");
    }
}
