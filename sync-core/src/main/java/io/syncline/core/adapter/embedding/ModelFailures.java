package io.syncline.core.adapter.embedding;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Failures of models of other libraries, by what is known of them: the class of the exception, and of a response its status, its
 * {@code Retry-After} and the codes in its body. Their messages are not repeated, and the exceptions not kept as causes: they may quote
 * the body of a response, and so a text or a part of a key in any notation. The library's own log has them.
 */
public final class ModelFailures {

    /** The code and the type of an error in JSON. A text that is quoted there has escaped quotation marks, so it is never taken for one. */
    private static final Pattern CODE = Pattern.compile("(?<!\\\\)\"(?:code|type)\"\\s*:\\s*\"(\\w{1,60})\"");

    private final String model;

    /**
     * For the failures of one model.
     *
     * @param model the model, for messages
     */
    public ModelFailures(String model) {
        this.model = model;
    }

    /** It may pass: an overload, an outage, a time-out, or something unknown, which the engine tells apart by asking again. */
    public SyncException passing(Throwable failure) {
        return new TransientException(message(failure), null);
    }

    /** The texts were refused, or the request as a whole, which the engine tells apart. */
    public SyncException refused(Throwable failure) {
        return new RejectedException(message(failure));
    }

    /**
     * A person must change something.
     *
     * @param advice what to do, as a sentence without a full stop
     */
    public SyncException setup(Throwable failure, String advice) {
        return new SetupException(message(failure) + ". " + advice);
    }

    /**
     * By the status of an HTTP response of which the library tells nothing else.
     *
     * @param body what may be the body, such as the message of the exception
     */
    public SyncException ofStatus(int status, String body, Throwable failure) {
        return ofResponse(status, name -> Optional.empty(), body, failure);
    }

    /**
     * By an HTTP response.
     *
     * @param headers the value of a header by its name
     * @param body the body, of which nothing is repeated
     */
    public SyncException ofResponse(
            int status, Function<String, Optional<String>> headers, String body, Throwable failure) {
        String message = message(failure) + " (HTTP " + status + ")";
        Optional<Duration> wait = RetryAfter.of(headers);
        String withWait = message + wait.map(RetryAfter::advice).orElse("");
        return switch (ErrorStatus.of(status)) {
            case REFUSED -> new RejectedException(message);
            case KEY, PERMISSION -> new SetupException(message + ". Check the API key and its permissions");
            case PAYMENT -> new SetupException(message + ". Pay for the account of the API key, then run again");
            case ADDRESS, UNSUPPORTED, REDIRECT, OTHER ->
                new SetupException(message + ". Check the base URL and the name of the model");
            case RATE ->
                isOutOfCredit(body)
                        ? new SetupException(message + ". The account of the API key is out of credit")
                        : TransientException.rateLimited(withWait, wait.orElse(null));
            case PASSING, DEPENDENCY, SERVER -> new TransientException(withWait, null, wait.orElse(null));
        };
    }

    private static boolean isOutOfCredit(String body) {
        return CODE.matcher(body).results().anyMatch(code -> ErrorStatus.isOutOfCredit(code.group(1)));
    }

    private String message(Throwable failure) {
        return "The model " + model + " failed with " + failure.getClass().getSimpleName()
                + ", whose message may quote texts and is left to the log of its library";
    }
}
