package io.syncline.core.adapter.embedding;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;

/**
 * Failures of models of other libraries, by what is known of them: the class of the exception, and the status of the response where
 * there is one. Their messages are not repeated, and the exceptions not kept as causes: they may quote the body of a response, and so a
 * text or a part of a key in any notation. The library's own log has them.
 */
public final class ModelFailures {

    private final String model;

    /**
     * For the failures of one model.
     *
     * @param model the model, for messages
     */
    public ModelFailures(String model) {
        this.model = model;
    }

    /** A rate limit was exceeded. */
    public SyncException rateLimited(Throwable failure) {
        return TransientException.rateLimited(message(failure), null);
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

    /** By the status of an HTTP response. */
    public SyncException ofStatus(int status, Throwable failure) {
        String message = message(failure) + " (HTTP " + status + ")";
        return switch (status) {
            case 400, 413, 422 -> new RejectedException(message);
            case 401, 403 -> new SetupException(message + ". Check the API key and its permissions");
            case 402 -> new SetupException(message + ". Pay for the account of the API key, then run again");
            case 404, 501, 505 -> new SetupException(message + ". Check the base URL and the name of the model");
            case 429 -> TransientException.rateLimited(message, null);
            default -> new TransientException(message, null);
        };
    }

    private String message(Throwable failure) {
        return "The model " + model + " failed with " + failure.getClass().getSimpleName()
                + ", whose message may quote texts and is left to the log of its library";
    }
}
