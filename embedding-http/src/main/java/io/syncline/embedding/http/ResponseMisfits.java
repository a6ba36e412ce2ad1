package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.core.adapter.http.WebPage;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Classifies successful responses that do not answer the request. Each may have been paid for, so none is asked for again
 * unless the next one can differ:
 *
 * <ul>
 *   <li>An error with the status of a success is that error.
 *   <li>Vectors of another dimension come from another model than the one that is set, unless only one text gets them, which the
 *       engine finds out.
 *   <li>A web page, or JSON of another format, comes from a wrong setting. Nothing changes that, unless the service has answered well before: then something stands in its way for the moment.
 *   <li>A wrong number of vectors, and vectors without numbers beside others, are about the texts.
 *   <li>A response that breaks off is an accident.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class ResponseMisfits {

    private static final int SHOWN = 100;
    private static final Pattern JSON_START = Pattern.compile("(?s)\\s*[\\[{\"].*");

    private final EmbeddingEndpoint endpoint;
    private volatile boolean answeredWell;

    ResponseMisfits(EmbeddingEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Remembers that a response fitted, so that the settings are right. */
    void fitted() {
        answeredWell = true;
    }

    SyncException failure(ServiceResponse response, int texts, IOException misfit) {
        ErrorBody error = ErrorBody.of(response);
        if (error.hasErrorMember() || (hasNoVectors(misfit) && error.isError())) {
            return ErrorResponses.hiddenFailure(endpoint, response, error);
        }
        String problem = endpoint.scrub(String.valueOf(misfit.getMessage()));
        if (misfit instanceof WrongDimensionException) {
            return wrongDimension(misfit);
        }
        if (concernsTexts(misfit, texts)) {
            return new RejectedException(message(texts, problem), misfit);
        }
        return lastingProblem(misfit, response)
                .map(lasting -> lasting(message(texts, endpoint.scrub(lasting)), misfit))
                .orElseGet(() -> new UnknownOutcomeException(message(texts, problem), misfit));
    }

    private String message(int texts, String problem) {
        return endpoint.service() + " sent no usable response for " + texts + " texts: " + problem;
    }

    private static boolean hasNoVectors(IOException misfit) {
        return misfit instanceof UnusableResponseException
                || (misfit instanceof VectorCountException count && count.vectors() == 0);
    }

    /** Whether other texts, or fewer, can get another response. */
    private static boolean concernsTexts(IOException misfit, int texts) {
        if (misfit instanceof VectorCountException count) {
            return texts == 1 || count.vectors() > 0;
        }
        return misfit instanceof UnusableVectorException vectors && !vectors.concernsAll();
    }

    private SetupException wrongDimension(IOException wrong) {
        String message = endpoint.service() + " returned for " + endpoint.fingerprint() + " " + wrong.getMessage();
        return new SetupException(
                message
                        + (endpoint.dimensionRequested()
                                ? ", although requests name the dimension; set the dimension that the model has, or a model that can change it"
                                : "; correct the dimension in the settings of the embedder"),
                wrong);
    }

    private SyncException lasting(String message, IOException misfit) {
        return answeredWell
                ? new UnknownOutcomeException(message, misfit)
                : new SetupException(message + ". Check the base URL and the model", misfit);
    }

    /** What is wrong with a response that no text can be the cause of. */
    private Optional<String> lastingProblem(IOException misfit, ServiceResponse response) {
        if (misfit instanceof BodyTooLargeException) {
            return Optional.of(misfit.getMessage() + ", too much for vectors of dimension " + endpoint.dimension());
        }
        String body = response.excerpt();
        if (body.isBlank()) {
            return Optional.empty();
        }
        Optional<String> page = WebPage.titleOf(body).map(title -> "a web page, '" + shortened(title) + "'");
        if (page.isPresent()) {
            return page;
        }
        if (hasNoVectors(misfit)) {
            return Optional.of(String.valueOf(misfit.getMessage()));
        }
        boolean text = misfit instanceof JsonProcessingException
                && !JSON_START.matcher(body).matches();
        return text ? Optional.of("'" + shortened(body.strip()) + "' instead of JSON") : Optional.empty();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
