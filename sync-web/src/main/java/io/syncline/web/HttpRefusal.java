package io.syncline.web;

import java.util.Map;

/**
 * Why a request is not answered.
 *
 * @param status the status of HTTP
 * @param message one line for people
 * @param headers headers of the response
 */
public record HttpRefusal(int status, String message, Map<String, String> headers) {

    /** A refusal without headers of its own. */
    public static HttpRefusal of(int status, String message) {
        return new HttpRefusal(status, message, Map.of());
    }

    /** A refusal of more requests than are admitted. */
    public static HttpRefusal tooMany(String message) {
        return new HttpRefusal(429, message, Map.of("Retry-After", "10"));
    }
}
