package io.syncline.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What browsers are told for pages of the allowed origins: that these may send requests with the token, and read the answers (CORS).
 * Cookies are never involved.
 */
final class CrossOrigin {

    private static final int NO_CONTENT = 204;
    private static final String TEN_MINUTES = "600";

    private CrossOrigin() {}

    /** Lets a page read the answer. */
    static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate");
        response.addHeader("Vary", "Origin");
    }

    /** Whether a browser asks what the page may send, which it does without the token. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Max-Age", TEN_MINUTES);
        response.setStatus(NO_CONTENT);
    }
}
