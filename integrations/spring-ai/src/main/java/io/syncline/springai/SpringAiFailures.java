package io.syncline.springai;

import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.embedding.ModelFailures;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.ClassUtils;

/**
 * What an exception of Spring AI, or of the client library of a service below it, tells by the response or by its class. Models with a
 * client library of their own, as those of OpenAI, bring neither Spring's HTTP client nor Spring AI's exceptions for retries.
 */
final class SpringAiFailures {

    private static final boolean HAS_REST_CLIENT =
            isPresent("org.springframework.web.client.RestClientResponseException");
    private static final boolean HAS_RETRIES = isPresent("org.springframework.ai.retry.NonTransientAiException");

    /** How Spring AI's own handler of responses begins a message. */
    private static final Pattern STATUS = Pattern.compile("(?:HTTP )?([1-5]\\d\\d) - ");

    private final ModelFailures failures;

    /** The exception that a message names. */
    private final RuntimeException failure;

    private SpringAiFailures(ModelFailures failures, RuntimeException failure) {
        this.failures = failures;
        this.failure = failure;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, SpringAiFailures.class.getClassLoader());
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
            Optional<ClientResponse> response = response(cause);
            if (response.isPresent()) {
                return response.map(
                        found -> failures.ofResponse(found.status(), found.headers(), found.body(), failure));
            }
        }
        return Optional.empty();
    }

    private static Optional<ClientResponse> response(Throwable cause) {
        Optional<ClientResponse> ofSpring = HAS_REST_CLIENT ? RestResponse.of(cause) : Optional.empty();
        return ofSpring.or(() -> SdkResponse.of(cause));
    }

    /** Its message is all that Spring AI's own exceptions keep. */
    private Optional<SyncException> ofMessage() {
        if (!HAS_RETRIES || !RetryVerdict.isGiven(failure)) {
            return Optional.empty();
        }
        String message = String.valueOf(failure.getMessage());
        Matcher status = STATUS.matcher(message);
        if (status.lookingAt()) {
            return Optional.of(failures.ofStatus(Integer.parseInt(status.group(1)), message, failure));
        }
        return Optional.of(RetryVerdict.isFinal(failure) ? failures.refused(failure) : failures.passing(failure));
    }
}
