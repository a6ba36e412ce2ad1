package io.syncline.core.internal.quota;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.budget.SharedQuota;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.Ports;
import io.syncline.core.settings.EngineSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests to an embedder, for all runs of an engine. A request gets a {@link Permit} if the circuit is closed, a
 * slot is free, and the quota of requests and of tokens has room for it:
 *
 * <ul>
 *   <li>Tokens are reserved by the embedder's count, corrected by what the service has reported so far
 *       ({@link TokenRatio}), and settled by what it reports for this request.
 *   <li>Rate limits lower the share of the quota that is used ({@link AdaptiveRate}), failures lower the number of
 *       concurrent requests ({@link AdaptiveConcurrency}); both recover.
 *   <li>A rate limit, a wait that the service asked for, and several failures in a row open the circuit for all runs
 *       ({@link CircuitBreaker}).
 *   <li>Where other processes share the quota, only what is reserved for this one is spent ({@link SharedQuota}).
 *   <li>Waiting runs are served in the order of {@link AdmissionQueue}.
 * </ul>
 *
 * <p>Thread-safe: each run has a thread of its own. The time is what the loop of the caller reports, so a virtual loop
 * controls all of it.
 */
public final class EmbedAdmission {

    private final String name;
    private final AdmissionTime time = new AdmissionTime();
    private final EmbedQuota quota;
    private final SharedQuota sharedQuota;
    private final AdaptiveConcurrency concurrency;
    private final CircuitBreaker circuit;
    private final TokenRatio ratio = new TokenRatio();
    private final double expectedRatio;
    private final AdmissionQueue waiting = new AdmissionQueue();
    private long lastResponseAt = Long.MIN_VALUE;
    private long lastSuccessAt = Long.MIN_VALUE;
    private long clients;
    private int inFlight;
    private boolean waitsForQuota;

    /**
     * The admission of an engine.
     *
     * @throws io.syncline.api.failure.SetupException if a budget is to be shared and the embedder has no quota, or the
     *     store does not support shared documents
     */
    public EmbedAdmission(Ports ports, EngineSettings settings, RandomGenerator random) {
        Embedder embedder = ports.embedder();
        this.name = embedder.fingerprint().toString();
        this.expectedRatio = embedder instanceof Metered metered ? metered.expectedRatio() : 1;
        this.concurrency = AdaptiveConcurrency.of(embedder, settings.embedConcurrency());
        this.circuit = new CircuitBreaker(settings.retry(), random);
        this.quota = EmbedQuota.of(embedder, time);
        this.sharedQuota = SharedQuota.of(ports, settings, random, this::wakeHead);
    }

    /**
     * Registers a run.
     *
     * @param loop the run's loop
     * @param wake runs on the loop when another call of {@link #tryAcquire} is worthwhile
     */
    public synchronized AdmissionClient register(EventLoop loop, Runnable wake) {
        return new AdmissionClient(loop, wake, clients++);
    }

    /**
     * Asks for a permit. Called on the client's loop.
     *
     * @param counted tokens of the request by the embedder's count
     * @return a permit, or null if the client has to wait; it is then woken
     */
    public synchronized @Nullable Permit tryAcquire(AdmissionClient client, long counted) {
        client.cancelTimer();
        time.advance(client.loop().nanoTime());
        waiting.enter(client);
        if (waiting.head() != client) {
            return null;
        }
        long amount = ratio.apply(counted);
        long wait = nanosUntil(amount);
        sharedQuota.startIfDue(client.loop());
        if (wait > 0) {
            if (wait < Long.MAX_VALUE) {
                client.wakeAfter(wait);
            }
            return null;
        }
        waiting.serve(client, quota.worth(amount));
        inFlight++;
        Permit permit = new Permit(client, counted, time.now(), reserve(amount));
        if (waiting.head() != client) {
            waiting.wakeHead();
        }
        return permit;
    }

    private Permit.Reservations reserve(long amount) {
        return new Permit.Reservations(quota.reserve(amount), sharedQuota.reserve(amount, time.now()));
    }

    private long nanosUntil(long amount) {
        waitsForQuota = false;
        long open = circuit.nanosLeft(time.now());
        if (open > 0) {
            return open;
        }
        if (circuit.isOpen() && inFlight > 0) {
            return Long.MAX_VALUE;
        }
        if (inFlight >= concurrency.limit()) {
            concurrency.wantMore();
            return Long.MAX_VALUE;
        }
        long wait = quota.nanosUntil(amount);
        if (wait == 0) {
            wait = sharedQuota.nanosUntil(amount, time.now());
        }
        waitsForQuota = wait > 0;
        return wait;
    }

    /** Why a client waits, apart from its turn and the number of concurrent requests. */
    public synchronized WaitCause waitCause(AdmissionClient client) {
        if (circuit.isOpen()) {
            return circuit.waitCause(name);
        }
        if (!waiting.contains(client) || !waitsForQuota) {
            return WaitCause.NONE;
        }
        return sharedQuota.outage().map(outage -> WaitCause.of(outage, name)).orElse(WaitCause.QUOTA);
    }

    private synchronized void wakeHead() {
        waiting.wakeHead();
    }

    /** Why no run can send any more although the circuit is closed: the shared budget is unavailable. */
    public synchronized Optional<SyncException> sharedBudgetFailure() {
        return sharedQuota.failure(time.now());
    }

    /** A client has nothing to send at present. Called on its loop. */
    public synchronized void leave(AdmissionClient client) {
        client.cancelTimer();
        if (waiting.remove(client)) {
            waiting.wakeHead();
        }
        sharedQuota.startIfDue(client.loop());
    }

    /** Forgets the clients of a loop whose runs have ended. */
    public synchronized void forget(EventLoop loop) {
        boolean abandoned = sharedQuota.forget(loop);
        if (waiting.removeAll(loop) || abandoned) {
            waiting.wakeHead();
        }
    }

    /** The service answered a request, and reports so many tokens. */
    public synchronized void succeeded(Permit permit, long reported) {
        time.advance(permit.client().loop().nanoTime());
        ratio.learn(permit.counted(), reported);
        permit.reservations().settle(1, reported);
        concurrency.succeeded(Duration.ofNanos(time.now() - permit.issuedAt()));
        lastSuccessAt = time.now();
        responded(permit);
    }

    /** The service refused the content of a request: it is available, and such a request costs no tokens. */
    public synchronized void rejected(Permit permit) {
        time.advance(permit.client().loop().nanoTime());
        permit.reservations().settle(1, 0);
        responded(permit);
    }

    private void responded(Permit permit) {
        circuit.responded();
        lastResponseAt = time.now();
        if (circuit.isProbe(permit.issuedAt())) {
            recover();
        }
        ended();
    }

    private void recover() {
        if (circuit.isOpenForRate()) {
            quota.recovered();
        }
        LOG.info(
                "Embedder available again: embedder={} pausedMs={} concurrency={} quotaPercent={}",
                name,
                Duration.ofNanos(time.now() - circuit.since()).toMillis(),
                concurrency.limit(),
                quota.percent());
        circuit.close();
        waiting.wakeAll();
    }

    /** A request failed, be it for its rate, by an error of the service or on the way. */
    public synchronized void failed(Permit permit, SyncException failure) {
        time.advance(permit.client().loop().nanoTime());
        long retryAfter = Long.MAX_VALUE;
        if (Failures.isRateLimit(failure)) {
            retryAfter = permit.reservations().rateLimited();
        } else {
            permit.reservations().settle(1, 0);
        }
        concurrency.failed(permit.issuedAt(), time.now());
        if (circuit.failed(failure, permit.issuedAt(), time.now(), retryAfter)) {
            LOG.warn(
                    "Embedder unavailable or rate-limited, retrying: embedder={} cause={}", name, failure.getMessage());
            waiting.wakeAll();
        }
        ended();
    }

    /** A request failed, probably over its texts, which says nothing about the service. */
    public synchronized void failedForTexts(Permit permit) {
        time.advance(permit.client().loop().nanoTime());
        permit.reservations().settle(1, 0);
        ended();
    }

    private void ended() {
        inFlight--;
        waiting.wakeHead();
    }

    /** Why the circuit is open, or empty if it is closed. */
    public synchronized Optional<SyncException> openedBy() {
        return circuit.reason();
    }

    /** When the service last embedded something; {@link Long#MIN_VALUE} if it never did. */
    public synchronized long lastSuccessAt() {
        return lastSuccessAt;
    }

    /** Whether the service has embedded anything since a time. */
    public synchronized boolean hasEmbeddedSince(long time) {
        return lastSuccessAt > time;
    }

    /** When the service last responded, be it with a refusal; {@link Long#MIN_VALUE} if it never did. */
    public synchronized long lastResponseAt() {
        return lastResponseAt;
    }

    /** Tokens that the service counts for each that the embedder counts; 1 until it has reported some. */
    public synchronized double ratio() {
        return ratio.value();
    }

    /** The ratio that the service has reported, or the embedder's own expectation until it has. */
    public synchronized double expectedRatio() {
        return ratio.value(expectedRatio);
    }

    /** Counts a request that was sent without a permit. */
    public synchronized void record(long now, long reported) {
        time.advance(now);
        reserve(reported).settle(1, reported);
    }
}
