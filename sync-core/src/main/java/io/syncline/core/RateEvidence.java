package io.syncline.core;

import io.syncline.core.RateHistory.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the requests that a service took and refused tell of how it limits the rate. Each way to limit is a hypothesis:
 * what was taken is below its limit, what was refused is above, and where these contradict each other, the service does
 * not limit in this way. A few refusals leave little to choose from (a version space, Mitchell 1977).
 */
final class RateEvidence {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int LONGEST_WINDOW = 60;
    private static final long[] USUAL_WINDOWS = {1, 5, 10, 15, 20, 30, LONGEST_WINDOW};
    private static final double TOLERANCE = 1.02;
    private static final double LOOSE = 2;

    private final RateHistory history;
    private final List<Sent> requests;

    RateEvidence(RateHistory history) {
        this.history = history;
        this.requests = history.requests();
    }

    /** What the service may be like; nothing if it changed, or is like nothing that is known here. */
    List<RateModel> models(long now) {
        Stream<RateModel> windows = LongStream.rangeClosed(1, LONGEST_WINDOW)
                .mapToObj(seconds -> windowed(seconds * SECOND))
                .flatMap(Optional::stream);
        return Stream.concat(windows, steady(now).stream()).toList();
    }

    /** When it may take a request again, if it counts over a usual time; the end of time if none is possible. */
    long nanosUntilRoom(long cost, long now) {
        return LongStream.of(USUAL_WINDOWS)
                .mapToObj(seconds -> windowed(seconds * SECOND))
                .flatMap(Optional::stream)
                .mapToLong(window -> window.nanosUntil(history, cost, now))
                .filter(nanos -> nanos > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Optional<RateModel> windowed(long length) {
        long refused = leastRefused(length + RateModel.JITTER);
        return refused < Long.MAX_VALUE && mostTaken(length - RateModel.JITTER) < refused
                ? Optional.of(new RateModel.Windowed(length, Math.min(mostTaken(length), refused - 1)))
                : Optional.empty();
    }

    private long mostTaken(long window) {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Sent last : requests) {
            sum += last.taken();
            for (; requests.get(first).at() <= last.at() - window; first++) {
                sum -= requests.get(first).taken();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private long leastRefused(long window) {
        long least = Long.MAX_VALUE;
        long sum = 0;
        int first = 0;
        int next = 0;
        for (Sent last : requests) {
            for (; next < requests.size() && requests.get(next).at() <= last.at() + RateModel.JITTER; next++) {
                sum += requests.get(next).mayBeTaken();
            }
            for (; requests.get(first).at() <= last.at() - window; first++) {
                sum -= requests.get(first).mayBeTaken();
            }
            if (last.isRefused() && history.isCompleteSince(last.at() - window)) {
                least = Math.min(least, sum + last.cost());
            }
        }
        return least;
    }

    /** A bucket of tokens holds less than a request when it refuses one, so what it gives after that is its rate. */
    private Optional<RateModel> steady(long now) {
        long largest = requests.stream().mapToLong(Sent::cost).max().orElse(0);
        double least = 0;
        double most = Double.MAX_VALUE;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).isRefused()) {
                long from = requests.get(i).at();
                long taken = 0;
                long sent = 0;
                for (Sent later : requests.subList(i + 1, requests.size())) {
                    if (later.isRefused()) {
                        double nanos = Math.max(1, later.at() - from);
                        least = Math.max(least, (taken - largest) / nanos);
                        most = Math.min(most, (sent + later.cost()) / nanos);
                    }
                    taken += later.taken();
                    sent += later.mayBeTaken();
                }
                least = Math.max(least, (double) (taken - largest) / Math.max(1, now - from));
            }
        }
        return least <= most * TOLERANCE && most <= least * LOOSE
                ? Optional.of(new RateModel.Steady((least + most) / 2))
                : Optional.empty();
    }
}
