package io.syncline.embedding.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.util.regex.Pattern;

/**
 * Classifies responses with an error status.
 *
 * <p>A 400 or 422 concerns the texts of the request, unless its message names something that is wrong for all texts alike:
 * the model, a parameter or the API key. A 429 is temporary, unless its message says that the account is out of credit.
 * Of the others, 408, 409, 425 and 5xx except 501 and 505 are temporary; the rest needs a change of the setup.
 */
final class ErrorResponses {

    private static final Pattern ABOUT_ALL_REQUESTS = Pattern.compile(
            "\\bmodel\\b.{0,80}\\b(not (supported|found|exist|available)|does(n't| not) exist|invalid|unknown|deprecated)"
                    + "|\\b(unsupported|unknown|invalid)\\b.{0,20}\\bmodel\\b"
                    + "|output_dimension|output_dtype|input_type|encoding_format|\\bdimensions?\\b.{0,40}\\b(invalid|support)"
                    + "|api key",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Messages about a size may name the model along with its limit. */
    private static final Pattern ABOUT_SIZE = Pattern.compile(
            "too (large|long|many)|max(imum)?\\b.{0,60}\\b(tokens?|length|batch|inputs?|context)|context length|exceed",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OUT_OF_CREDIT = Pattern.compile(
            "insufficient_quota|check your plan and billing|out of credits?|payment required",
            Pattern.CASE_INSENSITIVE);

    private ErrorResponses() {}

    static SyncException failure(EmbeddingEndpoint endpoint, ServiceResponse response) {
        String body = response.excerpt();
        String reason = endpoint.scrub(ErrorMessage.of(body));
        String message = endpoint.service() + " returned HTTP " + response.status() + " for " + endpoint.fingerprint()
                + (reason.isEmpty() ? "" : ": " + reason);
        return switch (response.status()) {
            case 400, 422 -> badRequest(message, reason);
            case 413 -> new RejectedException(message);
            case 401 -> new SetupException(message + ". Check the API key: it is wrong, expired or of another host");
            case 402 -> new SetupException(message + ". Pay for the account of the API key, then run again");
            case 403 -> new SetupException(message + ". The API key lacks the permission, or this address is blocked");
            case 404 -> new SetupException(message + ". Check the base URL and the model");
            case 408, 409, 425 -> temporary(message, response);
            case 429 -> tooManyRequests(message, body, response);
            case 501, 505 -> new SetupException(message);
            default -> other(message, response);
        };
    }

    private static SyncException badRequest(String message, String reason) {
        boolean aboutAllRequests = ABOUT_ALL_REQUESTS.matcher(reason).find()
                && !ABOUT_SIZE.matcher(reason).find();
        return aboutAllRequests
                ? new SetupException(message + ". Check the settings of the embedder")
                : new RejectedException(message);
    }

    private static SyncException tooManyRequests(String message, String body, ServiceResponse response) {
        return OUT_OF_CREDIT.matcher(body).find()
                ? new SetupException(message + ". The account of the API key is out of credit")
                : TransientException.rateLimited(
                        withWait(message, response),
                        RetryAfter.of(response::header).orElse(null));
    }

    private static SyncException other(String message, ServiceResponse response) {
        int status = response.status();
        if (status >= 500) {
            return temporary(message, response);
        }
        if (status >= 300 && status < 400) {
            return new SetupException(message + ". The URL redirects to "
                    + response.header("Location").orElse("an unnamed address") + "; use the final address as base URL");
        }
        return new SetupException(message);
    }

    private static TransientException temporary(String message, ServiceResponse response) {
        return new TransientException(
                withWait(message, response),
                null,
                RetryAfter.of(response::header).orElse(null));
    }

    /** A wait may be longer than any retry, so the person who reads that the run failed must know when to start again. */
    private static String withWait(String message, ServiceResponse response) {
        return message + RetryAfter.of(response::header).map(RetryAfter::advice).orElse("");
    }
}
