package io.syncline.springai;

import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;

/** What Spring AI's exceptions for its own retries say. Loaded only if these are there. */
final class RetryVerdict {

    private RetryVerdict() {}

    static boolean isGiven(RuntimeException failure) {
        return isFinal(failure) || failure instanceof TransientAiException;
    }

    static boolean isFinal(RuntimeException failure) {
        return failure instanceof NonTransientAiException;
    }
}
