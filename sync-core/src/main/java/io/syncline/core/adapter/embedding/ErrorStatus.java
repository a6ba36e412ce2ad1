package io.syncline.core.adapter.embedding;

import java.util.regex.Pattern;

/** What the status of an error of an embedding service says, whatever its body says. */
public enum ErrorStatus {

    /** A text, or the request, was refused. */
    REFUSED,
    /** The API key is wrong. */
    KEY,
    /** The account has to be paid for. */
    PAYMENT,
    /** The API key lacks a permission. */
    PERMISSION,
    /** Nothing of that name is there. */
    ADDRESS,
    /** It passes. */
    PASSING,
    /** What stands before the service, or before the model, could not reach it. */
    DEPENDENCY,
    /** A rate limit was exceeded, or a quota. */
    RATE,
    /** The service has no such thing. */
    UNSUPPORTED,
    /** The service failed. */
    SERVER,
    /** The address is another one. */
    REDIRECT,
    /** The request does not fit the service. */
    OTHER;

    private static final Pattern OUT_OF_CREDIT =
            Pattern.compile("insufficient_(quota|balance|credits?|funds)|budget_exceeded|billing|payment_required");

    /** What a status says. */
    public static ErrorStatus of(int status) {
        return switch (status) {
            case 400, 413, 422 -> REFUSED;
            case 401 -> KEY;
            case 402 -> PAYMENT;
            case 403 -> PERMISSION;
            case 404 -> ADDRESS;
            case 408, 409, 425 -> PASSING;
            case 424 -> DEPENDENCY;
            case 429 -> RATE;
            case 501, 505 -> UNSUPPORTED;
            default -> ofRange(status);
        };
    }

    private static ErrorStatus ofRange(int status) {
        if (status >= 500) {
            return SERVER;
        }
        return status >= 300 && status < 400 ? REDIRECT : OTHER;
    }

    /** Whether a code or a type in the body of an error says that the account has nothing left to spend, so that waiting is in vain. */
    public static boolean isOutOfCredit(String code) {
        return OUT_OF_CREDIT.matcher(code).find();
    }
}
