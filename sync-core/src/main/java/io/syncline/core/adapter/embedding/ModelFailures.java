package io.syncline.core.adapter.embedding;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Failures of models of other libraries, by what is known of them. Their messages may quote the body of a response, and so a text or a
 * part of a key: they are shortened, and what looks like either is left out. The exceptions of the library are not kept as causes for
 * the same reason.
 */
public final class ModelFailures {

    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_READ = 2_000;
    private static final int SHORTEST_QUOTE = 12;
    private static final Pattern SECRET = Pattern.compile("(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w*-]{16,}");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final String model;
    private final List<String> texts;

    /**
     * For the failures of one request.
     *
     * @param model the model, for messages
     * @param texts what was sent, which is not quoted
     */
    public ModelFailures(String model, List<String> texts) {
        this.model = model;
        this.texts = List.copyOf(texts);
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
        return switch (status) {
            case 400, 413, 422 -> refused(failure);
            case 401, 403 -> setup(failure, "Check the API key and its permissions");
            case 402 -> setup(failure, "Pay for the account of the API key, then run again");
            case 404, 501, 505 -> setup(failure, "Check the base URL and the name of the model");
            case 429 -> rateLimited(failure);
            default -> passing(failure);
        };
    }

    private String message(Throwable failure) {
        String reason = reason(Optional.ofNullable(failure.getMessage()).orElse(""));
        return "The model " + model + " failed with " + failure.getClass().getSimpleName()
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private String reason(String message) {
        String read = message.length() > LONGEST_READ ? message.substring(0, LONGEST_READ) : message;
        for (String text : texts) {
            String start = text.length() > SHORTEST_QUOTE ? text.substring(0, SHORTEST_QUOTE) : text;
            int at = start.length() < SHORTEST_QUOTE ? -1 : read.indexOf(start);
            if (at >= 0) {
                // a quotation may be cut or escaped, so its end is not known
                read = read.substring(0, at) + "[a text]";
            }
        }
        String line = BLANKS.matcher(SECRET.matcher(read).replaceAll("[removed]"))
                .replaceAll(" ")
                .strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
    }
}
