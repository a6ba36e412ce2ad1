package io.syncline.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What browsers want to read before a page of another origin may call a server (CORS). Called for allowed origins only, see
 * {@link HttpGuard#checkOrigin}. Cookies are never involved.
 *
 * @param methods what pages may send
 * @param requestHeaders the headers that they may send
 * @param answerHeaders the headers that they may read
 */
public record CrossOrigin(String methods, String requestHeaders, String answerHeaders) {

    private static final String MINUTES_10 = "600";

    /** Whether a browser asks what a page may send. Such a request has no token. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Answers what a page may send. */
    public void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", requestHeaders);
        response.setHeader("Access-Control-Max-Age", MINUTES_10);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Lets the page read the answer. */
    public void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", answerHeaders);
            response.setHeader("Vary", "Origin");
        }
    }
}
