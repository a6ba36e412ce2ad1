package io.syncline.embedding.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.embedding.ErrorStatus;
import io.syncline.core.adapter.embedding.RetryAfter;
import java.time.Duration;
import java.util.Optional;

/**
 * Classifies responses with an error: by the status, and where that leaves it open by what the error {@linkplain
 * ErrorSubject is about}.
 *
 * <p>A 400, 413 or 422 concerns the texts of the request, unless a parameter or a code in its body names something that is
 * wrong for all texts alike: the model, a parameter, the API key. The message alone decides nothing there, since it may
 * quote a text; the engine asks again with a harmless one. A 424 is temporary, unless its body names the request, the
 * account or a text. A 429 is temporary, unless the account is out of credit or the request alone
 * exceeds the rate. Of the others, 408, 409, 425 and 5xx except 501 and 505 are temporary, unless a text is too
 * large; the rest needs a change of the setup.
 */
final class ErrorResponses {

    private static final String CHECK_KEY = ". Check the API key: it is wrong, expired or of another host";
    private static final String NO_CREDIT = ". The account of the API key is out of credit";
    private static final String CHECK_URL = ". Check the base URL and the model";

    private final String message;
    private final ServiceResponse response;
    private final ErrorBody error;

    private ErrorResponses(String message, ServiceResponse response, ErrorBody error) {
        this.message = message;
        this.response = response;
        this.error = error;
    }

    static SyncException failure(EmbeddingEndpoint endpoint, ServiceResponse response) {
        ErrorBody error = ErrorBody.of(response);
        return new ErrorResponses(message(endpoint, response.status() + "", error), response, error)
                .byStatus(response.status());
    }

    /** The failure of an error that a service sent with the status of a success. */
    static SyncException hiddenFailure(EmbeddingEndpoint endpoint, ServiceResponse response, ErrorBody error) {
        ErrorResponses hidden =
                new ErrorResponses(message(endpoint, response.status() + " with an error", error), response, error);
        return error.status().isPresent() ? hidden.byStatus(error.status().getAsInt()) : hidden.bySubject();
    }

    private static String message(EmbeddingEndpoint endpoint, String status, ErrorBody error) {
        String reason = endpoint.scrub(error.message());
        String named = String.join(", ", error.fields());
        return endpoint.service() + " returned HTTP " + status + " for " + endpoint.fingerprint()
                + (reason.isEmpty() ? "" : ": " + reason)
                + (named.isEmpty() || reason.contains(named) ? "" : " (" + endpoint.scrub(named) + ")");
    }

    private SyncException byStatus(int status) {
        return switch (ErrorStatus.of(status)) {
            case REFUSED -> badRequest();
            case KEY -> new SetupException(message + CHECK_KEY);
            case PAYMENT -> new SetupException(message + ". Pay for the account of the API key, then run again");
            case PERMISSION ->
                new SetupException(message + ". The API key lacks the permission, or this address is blocked");
            case ADDRESS -> new SetupException(message + CHECK_URL);
            case PASSING -> temporary();
            case DEPENDENCY -> failedDependency();
            case RATE -> tooManyRequests();
            case UNSUPPORTED -> new SetupException(message);
            case SERVER -> unavailable();
            case REDIRECT -> redirected();
            case OTHER -> other();
        };
    }

    private SyncException badRequest() {
        return switch (ErrorSubject.of(error)) {
            case CREDIT -> new SetupException(message + NO_CREDIT);
            case KEY -> new SetupException(message + CHECK_KEY);
            case REQUEST -> new SetupException(message + ". Check the settings of the embedder");
            case RATE -> rateLimited();
            case SERVICE -> temporary();
            case TEXT, MAYBE_REQUEST, UNSTATED -> new RejectedException(message);
        };
    }

    /** What stands before the service, or before the model, could not reach it. */
    private SyncException failedDependency() {
        return ErrorSubject.of(error) == ErrorSubject.UNSTATED ? temporary() : badRequest();
    }

    private SyncException tooManyRequests() {
        if (ErrorSubject.isOutOfCredit(error)) {
            return new SetupException(message + NO_CREDIT);
        }
        return ErrorSubject.isTooLargeForRate(error)
                ? new RejectedException(message + ". One request exceeds what is allowed in a minute")
                : rateLimited();
    }

    private SyncException redirected() {
        return new SetupException(message + ". The URL redirects to "
                + response.header("Location").orElse("an unnamed address") + "; use the final address as base URL");
    }

    private SyncException other() {
        return ErrorSubject.of(error) == ErrorSubject.SERVICE ? temporary() : new SetupException(message);
    }

    private SyncException unavailable() {
        if (ErrorSubject.isWithoutEmbeddings(error)) {
            return new SetupException(message + CHECK_URL);
        }
        return ErrorSubject.isTextTooLarge(error) ? new RejectedException(message) : temporary();
    }

    private SyncException bySubject() {
        if (ErrorSubject.isOutOfCredit(error)) {
            return new SetupException(message + NO_CREDIT);
        }
        if (ErrorSubject.isRateLimit(error)) {
            return tooManyRequests();
        }
        return ErrorSubject.of(error) == ErrorSubject.UNSTATED ? temporary() : badRequest();
    }

    private SyncException rateLimited() {
        return TransientException.rateLimited(withWait(), requestedWait().orElse(null));
    }

    private TransientException temporary() {
        return new TransientException(withWait(), null, requestedWait().orElse(null));
    }

    /** A wait may be longer than any retry, so the person who reads that the run failed must know when to start again. */
    private String withWait() {
        return message + requestedWait().map(RetryAfter::advice).orElse("");
    }

    private Optional<Duration> requestedWait() {
        return RetryAfter.of(response::header).or(error::retryAfter);
    }
}
