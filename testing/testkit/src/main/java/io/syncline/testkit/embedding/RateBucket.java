package io.syncline.testkit.embedding;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rate limit by token buckets, initially full: unused quota accumulates up to a limit. Not thread-safe. */
final class RateBucket implements RateLimit {

    private static final double MINUTE = 60e9;

    private final double requestsPerNano;
    private final double tokensPerNano;
    private final double nanos;
    private double requests;
    private double tokens;
    private @Nullable Instant before;

    RateBucket(Duration capacity, long requestsPerMinute, long tokensPerMinute) {
        this.requestsPerNano = requestsPerMinute / MINUTE;
        this.tokensPerNano = tokensPerMinute / MINUTE;
        this.nanos = capacity.toNanos();
        this.requests = requestsPerNano * nanos;
        this.tokens = tokensPerNano * nanos;
    }

    @Override
    public boolean admit(Instant now, long count) {
        double passed = before == null ? 0 : Duration.between(before, now).toNanos();
        before = now;
        requests = Math.min(requestsPerNano * nanos, requests + requestsPerNano * passed);
        tokens = Math.min(tokensPerNano * nanos, tokens + tokensPerNano * passed);
        if (requests < 1 || tokens < count) {
            return false;
        }
        requests--;
        tokens -= count;
        return true;
    }
}
