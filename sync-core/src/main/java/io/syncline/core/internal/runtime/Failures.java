package io.syncline.core.internal.runtime;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** What the engine concludes from a failure, and the failure within what a future was completed with. */
public final class Failures {

    /** What a client library may put into its message: credentials in an address, or a value named as a secret. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(://[^/\\s:@]*:|(?:password|passwd|api[-_]?key|secret|token|authorization)\"?\\s*[=:]\\s*\"?(?:Bearer |Basic )?)[^\\s@&,;\"]+",
            Pattern.CASE_INSENSITIVE);

    /** The client of the JDK shows the value of a header that it refuses, which may be a key. */
    private static final Pattern HEADER = Pattern.compile("(header (?:value|name): ).*", Pattern.CASE_INSENSITIVE);

    private Failures() {}

    /**
     * A failure as the ports promise it; anything else is a fault in an adapter, which nobody can wait out. A stack that
     * overflows is the fault of the data, so the records are told apart like those that are refused.
     */
    public static SyncException of(Throwable thrown, String what) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SyncException failure) {
            return failure;
        }
        if (cause instanceof StackOverflowError) {
            return new RejectedException(
                    what + " failed: the data is nested too deeply or too long to be processed", cause);
        }
        return new SetupException(what + " failed with an internal error: " + described(cause), cause);
    }

    /** Whether the same call may succeed later without anybody's help; all calls of the engine may be repeated. */
    public static boolean isTemporary(SyncException failure) {
        return failure instanceof TransientException || failure instanceof UnknownOutcomeException;
    }

    /** Whether the system refused the call for its rate. */
    public static boolean isRateLimit(SyncException failure) {
        return failure instanceof TransientException passing && passing.isRateLimit();
    }

    /** Whether the system itself has stated that it would fail any call for now. */
    public static boolean concernsAllCalls(SyncException failure) {
        return failure instanceof TransientException passing && (passing.isRateLimit() || retryIsAnnounced(failure));
    }

    /** Whether the system has stated when to retry, so that the content of the call is hardly the reason. */
    public static boolean retryIsAnnounced(SyncException failure) {
        return failure instanceof TransientException passing
                && passing.retryAfter().isPresent();
    }

    /** The class and the first line of the message, which adapters must keep free of secrets. */
    private static String described(Throwable cause) {
        String name = cause.getClass().getName();
        return Optional.ofNullable(cause.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(line -> CREDENTIALS.matcher(line).replaceAll("$1***"))
                .map(line -> name + ": " + HEADER.matcher(line).replaceAll("$1***"))
                .orElse(name);
    }
}
