package io.syncline.testkit.embedding;

import java.time.Duration;
import java.time.Instant;

/** A rate limit that is reset at each period of the clock, such as a minute. Not thread-safe. */
final class RatePeriod implements RateLimit {

    private final long millis;
    private final double mostRequests;
    private final double mostTokens;
    private long period;
    private long requests;
    private long tokens;

    RatePeriod(Duration length, long requestsPerMinute, long tokensPerMinute) {
        double minutes = length.toNanos() / 60e9;
        this.millis = length.toMillis();
        this.mostRequests = requestsPerMinute * minutes;
        this.mostTokens = tokensPerMinute * minutes;
    }

    @Override
    public boolean admit(Instant now, long count) {
        long current = Math.floorDiv(now.toEpochMilli(), millis);
        if (current != period) {
            period = current;
            requests = 0;
            tokens = 0;
        }
        if (requests + 1 > mostRequests || tokens + count > mostTokens) {
            return false;
        }
        requests++;
        tokens += count;
        return true;
    }
}
