package io.syncline.testkit.embedding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A rate limit over a sliding window: a request passes if the window that ends with it has room. Not thread-safe. */
final class RateWindow implements RateLimit {

    private record Passed(Instant at, long tokens) {}

    private final Duration length;
    private final double requests;
    private final double tokens;
    private final Deque<Passed> passed = new ArrayDeque<>();
    private long sum;

    RateWindow(Duration length, long requestsPerMinute, long tokensPerMinute) {
        double minutes = length.toNanos() / 60e9;
        this.length = length;
        this.requests = requestsPerMinute * minutes;
        this.tokens = tokensPerMinute * minutes;
    }

    @Override
    public boolean admit(Instant now, long count) {
        while (!passed.isEmpty() && !passed.element().at().isAfter(now.minus(length))) {
            sum -= passed.remove().tokens();
        }
        if (passed.size() + 1 > requests || sum + count > tokens) {
            return false;
        }
        passed.add(new Passed(now, count));
        sum += count;
        return true;
    }
}
