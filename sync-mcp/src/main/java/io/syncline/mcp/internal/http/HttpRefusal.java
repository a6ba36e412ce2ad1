package io.syncline.mcp.internal.http;

import java.util.Map;

/**
 * Why a request is not answered.
 *
 * @param status the status of HTTP
 * @param message one line for people
 * @param headers headers of the response
 */
record HttpRefusal(int status, String message, Map<String, String> headers) {

    static HttpRefusal of(int status, String message) {
        return new HttpRefusal(status, message, Map.of());
    }

    static HttpRefusal tooMany(String message) {
        return new HttpRefusal(429, message, Map.of("Retry-After", "10"));
    }
}
