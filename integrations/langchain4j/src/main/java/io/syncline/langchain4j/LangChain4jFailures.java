package io.syncline.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.embedding.ModelFailures;

/** What an exception of LangChain4j tells, by its class. It keeps no header of a response, so no wait that a service asks for. */
final class LangChain4jFailures {

    private static final int TOO_MANY_REQUESTS = 429;

    private LangChain4jFailures() {}

    static SyncException of(String model, RuntimeException failure) {
        ModelFailures failures = new ModelFailures(model);
        if (failure instanceof SyncException own) {
            return own;
        }
        if (failure instanceof RateLimitException) {
            return failures.ofStatus(TOO_MANY_REQUESTS, body(failure), failure);
        }
        if (failure instanceof AuthenticationException) {
            return failures.setup(failure, "Check the API key of the model");
        }
        if (failure instanceof ModelNotFoundException) {
            return failures.setup(failure, "Check the name of the model");
        }
        if (failure instanceof UnsupportedFeatureException) {
            return failures.setup(failure, "Choose a model that embeds texts");
        }
        if (failure instanceof InvalidRequestException || failure instanceof ContentFilteredException) {
            return failures.refused(failure);
        }
        if (failure instanceof HttpException http) {
            return failures.ofStatus(http.statusCode(), body(http), http);
        }
        // among them its own RetriableException, a host name that is not resolved, and whatever a model in this process
        // throws
        return failures.passing(failure);
    }

    /** LangChain4j's messages are the bodies of responses. */
    private static String body(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }
}
