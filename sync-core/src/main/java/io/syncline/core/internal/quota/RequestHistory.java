package io.syncline.core.internal.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What was sent to a service in the last minutes, and whether its rate limit took it. A request costs the time in which
 * the whole configured quota provides it, in nanoseconds.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedAdmission}.
 */
final class RequestHistory {

    private static final long MEMORY = Duration.ofMinutes(3).toNanos();

    private enum Fate {
        IN_FLIGHT,
        TAKEN,
        REFUSED
    }

    /**
     * A request. The service had it at some time between when it was sent and when it was answered. What is in flight counts
     * as sent, but not yet as taken.
     */
    static final class Sent {
        private final long at;
        private long answeredAt;
        private long cost;
        private Fate fate = Fate.IN_FLIGHT;

        private Sent(long at, long cost) {
            this.at = at;
            this.answeredAt = at;
            this.cost = cost;
        }

        long at() {
            return at;
        }

        /** When it was answered; when it was sent, as long as it is in flight. */
        long answeredAt() {
            return answeredAt;
        }

        long cost() {
            return cost;
        }

        boolean isRefused() {
            return fate == Fate.REFUSED;
        }

        /** What it added to that which the service took, as far as is known. */
        long taken() {
            return fate == Fate.TAKEN ? cost : 0;
        }

        /** What it added at most. */
        long mayBeTaken() {
            return fate == Fate.REFUSED ? 0 : cost;
        }
    }

    private final Deque<Sent> requests = new ArrayDeque<>();
    private long begin = Long.MAX_VALUE;
    private long completeSince = Long.MIN_VALUE;

    Sent sent(long now, long cost) {
        begin = Math.min(begin, now);
        forgetBefore(now - MEMORY);
        Sent sent = new Sent(now, cost);
        requests.add(sent);
        return sent;
    }

    void taken(Sent sent, long cost, long now) {
        sent.answeredAt = now;
        sent.cost = cost;
        sent.fate = Fate.TAKEN;
    }

    void refused(Sent sent, long now) {
        sent.answeredAt = now;
        sent.fate = Fate.REFUSED;
    }

    void forgetBefore(long time) {
        for (Sent first = requests.peek(); first != null && first.at < time; first = requests.peek()) {
            requests.remove();
            completeSince = time;
        }
    }

    /** All that is remembered, the oldest first. */
    List<Sent> requests() {
        return List.copyOf(requests);
    }

    /** Whether everything is remembered that was sent from a time on. */
    boolean isCompleteSince(long time) {
        return time >= completeSince;
    }

    /** What the service took after a time, or of all that is remembered if that is less, per nanosecond. */
    double rateSince(long time, long now) {
        long from = Math.max(time, Math.max(begin, completeSince));
        long taken = requests.stream()
                .filter(sent -> sent.at >= from)
                .mapToLong(Sent::taken)
                .sum();
        return (double) taken / Math.max(1, now - from);
    }

    /** How long until a window that ends then has room for something beside what else was sent within it. */
    long nanosUntilRoom(long window, double room, long now) {
        double sum = 0;
        for (Iterator<Sent> newestFirst = requests.descendingIterator(); newestFirst.hasNext(); ) {
            Sent sent = newestFirst.next();
            long leaves = sent.at + window;
            if (leaves <= now) {
                break;
            }
            sum += sent.mayBeTaken();
            if (sum > room) {
                return leaves - now;
            }
        }
        return 0;
    }
}
