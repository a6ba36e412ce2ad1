package io.syncline.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an answer other than success means.
 *
 * <p>A 400 is about the texts unless its words are about something that would be wrong for all texts alike. A rate limit
 * passes, but not if it says that the money is spent. Of the other refusals, those that a service gives when it is away
 * or out of breath pass, and the rest need a person.
 */
final class Refusals {

    private static final Pattern ABOUT_THE_REQUEST = Pattern.compile(
            "\\bmodel\\b.{0,80}\\b(not (supported|found|exist|available)|does(n't| not) exist|invalid|unknown|deprecated)"
                    + "|\\b(unsupported|unknown|invalid)\\b.{0,20}\\bmodel\\b"
                    + "|output_dimension|output_dtype|input_type|encoding_format|\\bdimensions?\\b.{0,40}\\b(invalid|support)"
                    + "|api key",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** These name the limit of a size, and may name the model along with it. */
    private static final Pattern ABOUT_SIZE = Pattern.compile(
            "too (large|long|many)|max(imum)?\\b.{0,60}\\b(tokens?|length|batch|inputs?|context)|context length|exceed",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OUT_OF_MONEY = Pattern.compile(
            "insufficient_quota|check your plan and billing|out of credits?|payment required",
            Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    static SyncException of(EmbeddingService service, Answer answer) {
        String body = answer.excerpt();
        String words = service.scrub(ErrorWords.of(body));
        String message = service.name() + " answered HTTP " + answer.status() + " for " + service.fingerprint()
                + (words.isEmpty() ? "" : ": " + words);
        return switch (answer.status()) {
            case 400, 422 -> refused(message, words);
            case 413 -> new RejectedException(message);
            case 401 -> new SetupException(message + ". Check the API key: it is wrong, expired or of another host");
            case 402 -> new SetupException(message + ". The account of the API key has to be paid for first");
            case 403 -> new SetupException(message + ". The API key has no right to this, or this address is blocked");
            case 404 -> new SetupException(message + ". Check the base URL and the model");
            case 408, 409, 425 -> passing(message, answer);
            case 429 -> limited(message, body, answer);
            case 501, 505 -> new SetupException(message);
            default -> other(message, answer);
        };
    }

    private static SyncException refused(String message, String words) {
        boolean forAll = ABOUT_THE_REQUEST.matcher(words).find()
                && !ABOUT_SIZE.matcher(words).find();
        return forAll
                ? new SetupException(message + ". Check the settings of the embedder")
                : new RejectedException(message);
    }

    private static SyncException limited(String message, String body, Answer answer) {
        return OUT_OF_MONEY.matcher(body.toLowerCase(Locale.ROOT)).find()
                ? new SetupException(message + ". The account of the API key has nothing left to spend")
                : TransientException.rateLimited(message, answer.retryAfter().orElse(null));
    }

    private static SyncException other(String message, Answer answer) {
        int status = answer.status();
        if (status >= 500) {
            return passing(message, answer);
        }
        if (status >= 300 && status < 400) {
            return new SetupException(message + ". It redirects to "
                    + answer.header("Location").orElse("nowhere") + "; give the final address as base URL");
        }
        return new SetupException(message);
    }

    private static TransientException passing(String message, Answer answer) {
        return new TransientException(message, null, answer.retryAfter().orElse(null));
    }
}
