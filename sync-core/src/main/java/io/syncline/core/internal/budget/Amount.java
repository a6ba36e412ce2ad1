package io.syncline.core.internal.budget;

/**
 * Requests and tokens, together. Whole numbers below 2^53 are exact.
 *
 * @param requests a number of requests
 * @param tokens a number of tokens
 */
record Amount(double requests, double tokens) {

    static final Amount NONE = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(requests + other.requests, tokens + other.tokens);
    }

    Amount minus(Amount other) {
        return new Amount(requests - other.requests, tokens - other.tokens);
    }

    Amount times(double factor) {
        return new Amount(requests * factor, tokens * factor);
    }

    Amount least(Amount other) {
        return new Amount(Math.min(requests, other.requests), Math.min(tokens, other.tokens));
    }

    Amount most(Amount other) {
        return new Amount(Math.max(requests, other.requests), Math.max(tokens, other.tokens));
    }

    Amount floor() {
        return new Amount(Math.floor(requests), Math.floor(tokens));
    }

    boolean covers(Amount other) {
        return requests >= other.requests && tokens >= other.tokens;
    }
}
