package io.syncline.core.internal.quota;

import io.syncline.core.internal.quota.RequestHistory.Sent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Infers from accepted and refused requests how a service limits the rate. Each way to limit is a hypothesis: accepted
 * requests give a lower bound of its limit, refused ones an upper bound, and a hypothesis whose bounds cross is excluded.
 * A few refusals leave little to choose from (version space, Mitchell 1977).
 *
 * <p>A request arrived at some time between when it was sent and when it was answered. The bounds that exclude a
 * hypothesis hold for all of these times.
 */
final class RateInference {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** The longest window that providers document, in seconds. */
    private static final int LONGEST_WINDOW = 60;
    /** The windows that providers document, in seconds. */
    private static final long[] USUAL_WINDOWS = {1, 5, 10, 15, 20, 30, LONGEST_WINDOW};
    /** Timers and networks differ by this much even where latencies look equal. */
    private static final long MINIMUM_JITTER = Duration.ofMillis(25).toNanos();
    /** Bounds of a rate that cross by no more than 2 % do not contradict each other: clocks and counts are rounded. */
    private static final double CROSSING_TOLERANCE = 1.02;
    /** The middle of bounds further apart than this factor could be wrong by more than a third of the upper one. */
    private static final double WIDEST_BOUNDS = 2;

    /** The bounds of each request's arrival, in the order of the requests; ascending. */
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

    private final RequestHistory history;
    private final List<Sent> requests;
    private final Arrivals sure;
    private final Arrivals likely;
    private final long jitter;

    RateInference(RequestHistory history) {
        this.history = history;
        this.requests = history.requests();
        long[] sent = requests.stream().mapToLong(Sent::at).toArray();
        long[] answered = requests.stream().mapToLong(Sent::answeredAt).toArray();
        Arrays.parallelPrefix(answered, Math::max);
        this.sure = new Arrivals(sent, answered);
        this.likely = new Arrivals(sent, sent);
        this.jitter = Math.max(MINIMUM_JITTER, spreadOfLatencies() / 2);
    }

    /** From the tenth to the ninetieth percentile; half of a latency is taken for the way to the service. */
    private long spreadOfLatencies() {
        long[] sorted = requests.stream()
                .filter(sent -> sent.taken() > 0)
                .mapToLong(sent -> sent.answeredAt() - sent.at())
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length * 9 / 10] - sorted[sorted.length / 10];
    }

    /** The possible ways, each with a positive limit; none if the limit changed, or is of another kind. */
    List<RateModel> models(long now) {
        Stream<RateModel> windows = LongStream.rangeClosed(1, LONGEST_WINDOW)
                .mapToObj(seconds -> windowed(seconds * SECOND))
                .flatMap(Optional::stream);
        return Stream.concat(windows, steady(now).stream()).toList();
    }

    /** How long until the shortest usual window that is possible has room; {@link Long#MAX_VALUE} if none is possible. */
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
        return rate.least > 0 && rate.least <= rate.most * CROSSING_TOLERANCE && rate.most <= rate.least * WIDEST_BOUNDS
                ? Optional.of(new RateModel.Steady((rate.least + rate.most) / 2))
                : Optional.empty();
    }

    /** A token bucket holds less than a request when it refuses one, so what it gives after that is its rate. */
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
