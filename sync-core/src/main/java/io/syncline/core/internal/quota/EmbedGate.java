package io.syncline.core.internal.quota;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.settings.EngineSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one entrance to an embedder for all runs of an engine. A request is let in if the service is well, a slot is free,
 * and the quota of requests and of tokens has room for it:
 *
 * <ul>
 *   <li>Tokens are reserved by the embedder's count, corrected by what the service reported so far ({@link TokenRatio}),
 *       and settled by what it reports for this request.
 *   <li>Rate limits lower the share of the quota that is used ({@link LearnedPace}), failures lower the number of requests
 *       at once ({@link LearnedConcurrency}); both grow back.
 *   <li>A rate limit, a wait that was asked for, and several failures in a row stall all runs ({@link Stall}).
 *   <li>Where other processes share the quota, only what is reserved for this one is spent ({@link SharedBudget}).
 *   <li>Runs that wait go in the order of what they have been given, the one with the least first; a run that comes anew,
 *       or after a rest, begins where the others are, so nobody saves up (start-time fair queueing).
 * </ul>
 *
 * <p>Thread-safe: runs have threads of their own. The time is what the loop of the caller says, so that a virtual loop
 * decides about all of it.
 */
public final class EmbedGate {

    private static final int FAILURES_OF_AN_OUTAGE = 3;
    private static final int FIRST_CONCURRENCY = 4;

    private final String name;
    private final LearnedQuota quota;
    private final LearnedConcurrency concurrency;
    private final TokenRatio ratio = new TokenRatio();
    private final double expectedRatio;
    private final @Nullable BudgetExchange exchange;
    private final Stall stall;
    private final EmbedLanes waiting = new EmbedLanes();
    private final GateTime time = new GateTime();
    private double virtualTime;
    private long failuresInARow;
    private long lastAnswer = Long.MIN_VALUE;
    private long lanes;
    private int inFlight;
    private boolean heldByQuota;

    /**
     * The entrance of an engine.
     *
     * @throws io.syncline.api.failure.SetupException if a budget is to be shared and there is none, or no place for it
     */
    public EmbedGate(Ports ports, EngineSettings settings, RandomGenerator random) {
        Embedder embedder = ports.embedder();
        EmbedderLimits limits = embedder.limits();
        boolean isMetered = embedder instanceof Metered;
        EmbedderQuota told = embedder instanceof Metered metered
                ? metered.quota()
                : EmbedderQuota.builder().build();
        int most = settings.embedConcurrency().orElse(limits.concurrency());
        this.name = embedder.fingerprint().toString();
        this.expectedRatio = embedder instanceof Metered metered ? metered.expectedRatio() : 1;
        this.concurrency = new LearnedConcurrency(isMetered ? FIRST_CONCURRENCY : most, most);
        this.stall = new Stall(settings.retry(), random);
        SharedBudget shared = settings.sharedBudget().isEmpty() ? null : SharedBudget.of(name, told, random);
        this.quota = new LearnedQuota(told, limits, time, shared);
        this.exchange = shared == null
                ? null
                : new BudgetExchange(
                        BudgetExchange.Parts.of(settings.sharedBudget().get(), ports, settings, random),
                        shared,
                        this::retry);
    }

    /**
     * Lets a run take part.
     *
     * @param loop the run's loop
     * @param wake what to run on it when it is worthwhile to try again
     */
    public synchronized EmbedLane join(EventLoop loop, Runnable wake) {
        return new EmbedLane(this, loop, wake, lanes++);
    }

    /** Lets a request in, or answers null and wakes the run when it is worthwhile to try again. */
    synchronized @Nullable EmbedTicket start(EmbedLane lane, long counted) {
        time.advance(lane.loop().nanoTime());
        if (!waiting.contains(lane)) {
            lane.begin(virtualTime);
            waiting.add(lane);
        }
        if (waiting.head() != lane) {
            return null;
        }
        long amount = ratio.apply(counted);
        long wait = nanosUntil(amount);
        exchange(lane);
        if (wait > 0) {
            if (wait < Long.MAX_VALUE) {
                lane.wakeAfter(wait);
            }
            return null;
        }
        virtualTime = lane.served();
        lane.serve(quota.worth(amount));
        inFlight++;
        EmbedTicket ticket = new EmbedTicket(this, lane, counted, time.now(), quota.spend(amount));
        if (waiting.head() != lane) {
            waiting.wakeHead();
        }
        return ticket;
    }

    private long nanosUntil(long amount) {
        heldByQuota = false;
        long stalled = stall.nanosLeft(time.now());
        if (stalled > 0) {
            return stalled;
        }
        if (stall.reason().isPresent() && inFlight > 0) {
            return Long.MAX_VALUE;
        }
        if (inFlight >= concurrency.limit()) {
            concurrency.wantMore();
            return Long.MAX_VALUE;
        }
        long wait = quota.nanosUntil(amount, time.now());
        if (wait == 0 && exchange != null && !quota.isShared(amount, time.now())) {
            wait = exchange.nanosUntilNext(time.now());
        }
        heldByQuota = wait > 0;
        return wait;
    }

    /** What keeps a run from sending, apart from other runs and the number of requests at once. */
    public synchronized EmbedHold hold(EmbedLane lane) {
        if (stall.reason().isPresent()) {
            return stall.hold(name);
        }
        if (!waiting.contains(lane) || !heldByQuota) {
            return EmbedHold.NONE;
        }
        return exchange == null ? EmbedHold.QUOTA : exchange.hold(name);
    }

    private void exchange(EmbedLane lane) {
        if (exchange != null) {
            exchange.startIfDue(lane.loop());
        }
    }

    private synchronized void retry() {
        waiting.wakeHead();
    }

    /** Why no run can send anything any more, though the service is well: the budget it shares cannot be reached. */
    public synchronized Optional<SyncException> brokenBy() {
        return exchange == null ? Optional.empty() : exchange.failure(time.now());
    }

    /** A run has nothing to send for now. */
    synchronized void rest(EmbedLane lane) {
        if (waiting.remove(lane)) {
            waiting.wakeHead();
        }
        exchange(lane);
    }

    /** The runs of a loop are over, however they ended. */
    public synchronized void forget(EventLoop loop) {
        boolean abandoned = exchange != null && exchange.forget(loop);
        if (waiting.removeAll(loop) || abandoned) {
            waiting.wakeHead();
        }
    }

    synchronized void succeeded(EmbedTicket ticket, long reported) {
        time.advance(ticket.lane().loop().nanoTime());
        ratio.learn(ticket.counted(), reported);
        quota.taken(ticket.reservation(), 1, reported);
        concurrency.succeeded(Duration.ofNanos(time.now() - ticket.startedAt()));
        answered(ticket);
    }

    /** The service refused the content: it is well, and such a request costs no tokens. */
    synchronized void refused(EmbedTicket ticket) {
        time.advance(ticket.lane().loop().nanoTime());
        quota.taken(ticket.reservation(), 1, 0);
        answered(ticket);
    }

    private void answered(EmbedTicket ticket) {
        failuresInARow = 0;
        lastAnswer = time.now();
        if (stall.isProbe(ticket.startedAt())) {
            recover();
        }
        ended();
    }

    private void recover() {
        if (stall.isForRate()) {
            quota.recovered(time.now());
        }
        LOG.info(
                "The embedder {} answers again after {} ms; {} requests at once, {} % of the quota",
                name, Duration.ofNanos(time.now() - stall.since()).toMillis(), concurrency.limit(), quota.percent());
        stall.end();
        waiting.wakeAll();
    }

    synchronized void failed(EmbedTicket ticket, SyncException failure) {
        time.advance(ticket.lane().loop().nanoTime());
        boolean rate = failure instanceof TransientException passing && passing.isRateLimit();
        long expected = rate ? quota.refused(ticket.reservation(), time.now()) : Long.MAX_VALUE;
        if (!rate) {
            quota.taken(ticket.reservation(), 1, 0);
        }
        failuresInARow++;
        concurrency.failed(ticket.startedAt(), time.now());
        boolean all = rate || Stall.asked(failure) > 0 || failuresInARow >= FAILURES_OF_AN_OUTAGE;
        if ((all || stall.reason().isPresent()) && stall.fail(failure, ticket.startedAt(), time.now(), expected)) {
            LOG.warn(
                    "The embedder {} takes nothing for now, trying again until it does: {}",
                    name,
                    failure.getMessage());
            waiting.wakeAll();
        }
        ended();
    }

    private void ended() {
        inFlight--;
        waiting.wakeHead();
    }

    /** Why nothing is sent at present, or empty if the service is well. */
    public synchronized Optional<SyncException> stalledBy() {
        return stall.reason();
    }

    /** When the service answered last, be it with a refusal; the beginning of time if it never did. */
    public synchronized long lastAnswer() {
        return lastAnswer;
    }

    /** Tokens as the service is going to count them; rather too many as long as it has reported none. */
    public synchronized double ratio() {
        return ratio.value();
    }

    /** Tokens as the service is going to count them, by all that is known. */
    public synchronized double expectedRatio() {
        return ratio.value(expectedRatio);
    }

    /** Counts a request that was sent past the gate. */
    public synchronized void note(long now, long reported) {
        time.advance(now);
        quota.taken(quota.spend(reported), 1, reported);
    }
}
