package io.syncline.mcp.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What browsers want to read before a page of another origin may call the server. Called for allowed origins only. */
final class CrossOrigin {

    private static final String MINUTES_10 = "600";

    private CrossOrigin() {}

    /** Whether a browser asks what a page may send. Such a request has no token. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "POST, DELETE");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID");
        response.setHeader("Access-Control-Max-Age", MINUTES_10);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Lets the page read the answer, and the session in it. */
    static void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate, Retry-After");
            response.setHeader("Vary", "Origin");
        }
    }
}
