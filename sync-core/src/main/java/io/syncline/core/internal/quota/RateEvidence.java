package io.syncline.core.internal.quota;

import io.syncline.core.internal.quota.RateHistory.Sent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the requests that a service took and refused tell of how it limits the rate. Each way to limit is a hypothesis:
 * what was taken is below its limit, what was refused is above, and where these contradict each other, the service does
 * not limit in this way. A few refusals leave little to choose from (a version space, Mitchell 1977).
 *
 * <p>When requests arrived is known only between when they were sent and when they were answered. What excludes something
 * holds for all of these times.
 */
final class RateEvidence {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int LONGEST_WINDOW = 60;
    private static final long[] USUAL_WINDOWS = {1, 5, 10, 15, 20, 30, LONGEST_WINDOW};
    private static final long LEAST_JITTER = Duration.ofMillis(25).toNanos();
    private static final double TOLERANCE = 1.02;
    private static final double LOOSE = 2;

    /** Between which times each request arrived, in the order of the requests; ascending. */
    private static final class Arrivals {
        private final long[] earliest;
        private final long[] latest;

        private Arrivals(long[] earliest, long[] latest) {
            this.earliest = earliest;
            this.latest = latest;
        }
    }

    private record Bounds(double least, double most) {
        Bounds and(Bounds other) {
            return new Bounds(Math.max(least, other.least), Math.min(most, other.most));
        }
    }

    private final RateHistory history;
    private final List<Sent> requests;
    private final Arrivals sure;
    private final Arrivals likely;
    private final long jitter;

    RateEvidence(RateHistory history) {
        this.history = history;
        this.requests = history.requests();
        long[] sent = requests.stream().mapToLong(Sent::at).toArray();
        long[] answered = requests.stream().mapToLong(Sent::answeredAt).toArray();
        Arrays.parallelPrefix(answered, Math::max);
        this.sure = new Arrivals(sent, answered);
        this.likely = new Arrivals(sent, sent);
        this.jitter = Math.max(LEAST_JITTER, spreadOfLatencies() / 2);
    }

    /** From the tenth to the ninetieth percentile; half of the time is taken for the way there. */
    private long spreadOfLatencies() {
        long[] sorted = requests.stream()
                .filter(sent -> sent.taken() > 0)
                .mapToLong(sent -> sent.answeredAt() - sent.at())
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length * 9 / 10] - sorted[sorted.length / 10];
    }

    /** What the service may be like, each giving something; none if it changed, or is like nothing that is known here. */
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
        long taken = mostTaken(length, sure);
        long refused = leastRefused(length, sure);
        if (refused == Long.MAX_VALUE || taken >= refused) {
            return Optional.empty();
        }
        long most = Math.max(taken, Math.min(mostTaken(length, likely), leastRefused(length, likely) - 1));
        return most > 0 ? Optional.of(new RateModel.Windowed(length, most, jitter)) : Optional.empty();
    }

    private long mostTaken(long window, Arrivals arrivals) {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (int last = 0; last < requests.size(); last++) {
            sum += requests.get(last).taken();
            for (; first <= last && arrivals.earliest[first] <= arrivals.latest[last] - window; first++) {
                sum -= requests.get(first).taken();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private long leastRefused(long window, Arrivals arrivals) {
        long least = Long.MAX_VALUE;
        long sum = 0;
        int first = 0;
        int next = 0;
        for (int last = 0; last < requests.size(); last++) {
            long begin = arrivals.earliest[last] - window;
            for (; next < requests.size() && arrivals.earliest[next] <= arrivals.latest[last]; next++) {
                sum += requests.get(next).mayBeTaken();
            }
            for (; first < next && arrivals.latest[first] <= begin; first++) {
                sum -= requests.get(first).mayBeTaken();
            }
            if (requests.get(last).isRefused() && history.isCompleteSince(begin)) {
                least = Math.min(least, sum + requests.get(last).cost());
            }
        }
        return least;
    }

    private Optional<RateModel> steady(long now) {
        long largest = requests.stream().mapToLong(Sent::cost).max().orElse(0);
        Bounds rate = new Bounds(0, Double.MAX_VALUE);
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).isRefused()) {
                rate = rate.and(rateSince(i, largest, now));
            }
        }
        return rate.least > 0 && rate.least <= rate.most * TOLERANCE && rate.most <= rate.least * LOOSE
                ? Optional.of(new RateModel.Steady((rate.least + rate.most) / 2))
                : Optional.empty();
    }

    /** A bucket of tokens holds less than a request when it refuses one, so what it gives after that is its rate. */
    private Bounds rateSince(int refused, long largest, long now) {
        Sent first = requests.get(refused);
        double least = 0;
        double most = Double.MAX_VALUE;
        long taken = -largest;
        long sent = 0;
        for (Sent later : requests.subList(refused + 1, requests.size())) {
            if (later.isRefused()) {
                least = Math.max(least, (double) taken / Math.max(1, later.answeredAt() - first.at()));
                most = Math.min(most, (double) (sent + later.cost()) / Math.max(1, later.at() - first.answeredAt()));
            }
            taken += later.at() > first.answeredAt() ? later.taken() : 0;
            sent += later.mayBeTaken();
        }
        return new Bounds(Math.max(least, (double) taken / Math.max(1, now - first.at())), most);
    }
}
