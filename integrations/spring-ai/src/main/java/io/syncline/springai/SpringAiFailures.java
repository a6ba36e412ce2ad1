package io.syncline.springai;

import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.embedding.ModelFailures;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientResponseException;

/** What an exception of Spring AI, or of the client library of a service below it, tells by the response or by its class. */
final class SpringAiFailures {

    /** How Spring AI's own handler of responses begins a message. */
    private static final Pattern STATUS = Pattern.compile("(?:HTTP )?([1-5]\\d\\d) - ");

    private final ModelFailures failures;

    /** The exception that a message names. */
    private final RuntimeException failure;

    private SpringAiFailures(ModelFailures failures, RuntimeException failure) {
        this.failures = failures;
        this.failure = failure;
    }

    static SyncException of(String model, RuntimeException failure) {
        if (failure instanceof SyncException own) {
            return own;
        }
        SpringAiFailures known = new SpringAiFailures(new ModelFailures(model), failure);
        return known.ofResponse()
                .or(known::ofMessage)
                // among them connections that fail, and whatever a model in this process throws
                .orElseGet(() -> known.failures.passing(failure));
    }

    /** The response that the exception or one of its causes keeps. */
    private Optional<SyncException> ofResponse() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientResponseException response) {
                return Optional.of(failures.ofResponse(
                        response.getStatusCode().value(),
                        name -> header(response, name),
                        response.getResponseBodyAsString(),
                        failure));
            }
            Optional<ClientResponse> response = ClientResponse.of(cause);
            if (response.isPresent()) {
                return response.map(found -> failures.ofResponse(found.status(), found::header, found.body(), failure));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> header(RestClientResponseException response, String name) {
        HttpHeaders headers = response.getResponseHeaders();
        return Optional.ofNullable(headers).map(found -> found.getFirst(name));
    }

    /** Its message is all that Spring AI's own exceptions keep. */
    private Optional<SyncException> ofMessage() {
        if (!(failure instanceof NonTransientAiException || failure instanceof TransientAiException)) {
            return Optional.empty();
        }
        String message = String.valueOf(failure.getMessage());
        Matcher status = STATUS.matcher(message);
        if (status.lookingAt()) {
            return Optional.of(failures.ofStatus(Integer.parseInt(status.group(1)), message, failure));
        }
        return Optional.of(
                failure instanceof NonTransientAiException ? failures.refused(failure) : failures.passing(failure));
    }
}
