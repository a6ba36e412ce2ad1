package io.syncline.springai;

import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.embedding.ModelFailures;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.web.client.RestClientResponseException;

/** What an exception of Spring AI tells, by the status of the response or by its class. */
final class SpringAiFailures {

    /** How Spring AI's own handler of responses begins a message. */
    private static final Pattern STATUS = Pattern.compile("(?:HTTP )?([1-5]\\d\\d) - ");

    private SpringAiFailures() {}

    static SyncException of(String model, RuntimeException failure) {
        ModelFailures failures = new ModelFailures(model);
        if (failure instanceof SyncException own) {
            return own;
        }
        if (failure instanceof RestClientResponseException response) {
            return failures.ofStatus(response.getStatusCode().value(), response);
        }
        if (failure instanceof NonTransientAiException || failure instanceof TransientAiException) {
            return ofMessage(failures, failure);
        }
        // among them connections that fail, and whatever a model in this process throws
        return failures.passing(failure);
    }

    private static SyncException ofMessage(ModelFailures failures, RuntimeException failure) {
        Matcher status =
                STATUS.matcher(Optional.ofNullable(failure.getMessage()).orElse(""));
        if (status.lookingAt()) {
            return failures.ofStatus(Integer.parseInt(status.group(1)), failure);
        }
        return failure instanceof NonTransientAiException ? failures.refused(failure) : failures.passing(failure);
    }
}
