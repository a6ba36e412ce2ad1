package io.syncline.server.internal.http;

import io.syncline.web.HttpRefusal;
import java.util.Map;

/**
 * Why a request cannot be answered: problem details by RFC 9457.
 *
 * <p>Its message is for people, and holds nothing of a stack trace.
 */
public final class Problem extends Exception {

    private static final long serialVersionUID = 1;

    private final transient HttpRefusal refusal;

    /** A problem with headers of its own. */
    public Problem(HttpRefusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** A problem. */
    public static Problem of(int status, String message) {
        return new Problem(HttpRefusal.of(status, message));
    }

    /** Of a method that a resource does not have. */
    public static Problem method(String allowed) {
        return new Problem(new HttpRefusal(405, "This resource takes " + allowed + " only", Map.of("Allow", allowed)));
    }

    /** What is answered. */
    HttpRefusal refusal() {
        return refusal;
    }
}
