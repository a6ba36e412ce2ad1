package io.syncline.server.served;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Requests and tokens of the last sixty seconds, by whole seconds. Not thread-safe. */
final class LastMinute {

    private static final int SECONDS = 60;

    private final long[] second = new long[SECONDS];
    private final long[] requests = new long[SECONDS];
    private final long[] tokens = new long[SECONDS];

    LastMinute() {
        Arrays.fill(second, Long.MIN_VALUE);
    }

    /** Counts a request with its tokens at a time in nanoseconds. */
    void add(long nanos, long more) {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanos);
        int place = Math.floorMod(now, SECONDS);
        if (second[place] != now) {
            second[place] = now;
            requests[place] = 0;
            tokens[place] = 0;
        }
        requests[place]++;
        tokens[place] += more;
    }

    long requests(long nanos) {
        return sum(requests, nanos);
    }

    long tokens(long nanos) {
        return sum(tokens, nanos);
    }

    private long sum(long[] counts, long nanos) {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanos);
        long sum = 0;
        for (int place = 0; place < SECONDS; place++) {
            if (second[place] > now - SECONDS && second[place] <= now) {
                sum += counts[place];
            }
        }
        return sum;
    }
}
