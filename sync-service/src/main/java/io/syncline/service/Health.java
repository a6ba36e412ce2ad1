package io.syncline.service;

import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.SyncEngine;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How the models of a service are, by their stored states. The state of a model is read again when a run of it has ended, and all
 * of them from time to time, since other processes write them too; never without a question. Thread-safe.
 */
final class Health {

    /** All states are asked for no sooner again. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(15);

    /** All states are read in at most one part of so many of the time, however many models there are. */
    private static final int PARTS_OF_THE_TIME = 20;

    /** A store that fails is asked no sooner again. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** A sync takes its time, and may be moved by jitter. */
    private static final int FRESH_GAPS = 2;

    private static final int STALE_GAPS = 6;
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final SyncEngine engine;
    private final ServiceTime time;
    private final ChangeProbes probes;
    private final Map<ModelName, LastRun> lastSyncs = new HashMap<>();
    private final Set<ModelName> changed = ConcurrentHashMap.newKeySet();

    /** Held while stores are asked, so by nobody who reports the end of a run. */
    private final ReentrantLock reading = new ReentrantLock();

    private final Map<ModelName, ModelStatus> statuses = new HashMap<>();
    private long readAgainAt;
    private boolean isRead;
    private long retryAt;
    private @Nullable SyncException failure;

    Health(SyncEngine engine, ServiceTime time, ChangeProbes probes) {
        this.probes = probes;
        this.engine = engine;
        this.time = time;
    }

    /** A run of a model ended, so its state has changed. */
    void changed(ModelName model) {
        changed.add(model);
    }

    /** How the last sync of a model ended, which its state does not tell after a cleanup. */
    void synced(ModelName model, RunOutcome outcome, Optional<String> problem) {
        synchronized (this) {
            lastSyncs.put(model, new LastRun(RunKind.SYNC, outcome, time.now(), problem));
        }
        changed.add(model);
    }

    /** The stored state of a model. */
    private Optional<ModelStatus> status(ModelName model) {
        reading.lock();
        try {
            long now = time.nanos();
            if (failure != null && now - retryAt < 0) {
                throw failure;
            }
            refresh(model, now);
            failure = null;
            return Optional.ofNullable(statuses.get(model));
        } catch (SyncException e) {
            if (failure != e) {
                failure = e;
                retryAt = time.nanos() + RETRY.toNanos();
            }
            throw e;
        } finally {
            reading.unlock();
        }
    }

    private void refresh(ModelName model, long now) {
        if (!isRead || now - readAgainAt > 0) {
            readAll(now);
        } else if (changed.contains(model)) {
            read(model);
        }
    }

    private void readAll(long now) {
        Set<ModelName> before = Set.copyOf(changed);
        changed.removeAll(before); // what is added meanwhile is read again
        List<ModelStatus> all = List.of();
        try {
            all = engine.statuses();
        } catch (MissingStoreException none) {
            // as if no model had a state
        } catch (SyncException e) {
            changed.addAll(before);
            throw e;
        }
        statuses.clear();
        all.forEach(status -> statuses.put(status.model(), status));
        long end = time.nanos();
        readAgainAt = end + Math.max(READ_AGAIN.toNanos(), (end - now) * PARTS_OF_THE_TIME);
        isRead = true;
    }

    private void read(ModelName model) {
        changed.remove(model);
        try {
            statuses.put(model, engine.status(model));
        } catch (MissingStoreException none) {
            statuses.remove(model);
        } catch (SyncException e) {
            changed.add(model);
            throw e;
        }
    }

    ModelHealth of(ModelName model, ModelSchedule schedule, Map<ScheduledWork, Instant> next) {
        Optional<ModelStatus> status = status(model);
        Instant now = time.now();
        Optional<Duration> lag = status.flatMap(ModelStatus::watermark).map(mark -> Duration.between(mark, now));
        Duration gap = schedule.sync().gap(now.minus(lag.orElse(Duration.ZERO)));
        Duration lateAfter = gap.multipliedBy(FRESH_GAPS).plus(GRACE);
        Duration staleAfter = gap.multipliedBy(STALE_GAPS).plus(GRACE);
        Optional<LastRun> last = lastSync(model, status);
        Freshness freshness = last.filter(Health::isFailure).isPresent()
                ? Freshness.FAILING
                : lag.map(value -> freshness(value, lateAfter, staleAfter)).orElse(Freshness.NEVER);
        Optional<String> problem = last.filter(Health::isFailure)
                .flatMap(LastRun::problem)
                .or(() -> status.flatMap(ModelStatus::sinkProblem));
        return new ModelHealth(
                model, freshness, lag, lateAfter, staleAfter, schedule, next, inSource(model), status, problem);
    }

    private OptionalLong inSource(ModelName model) {
        return probes.latest(model).map(sign -> OptionalLong.of(sign.records())).orElseGet(OptionalLong::empty);
    }

    private static Freshness freshness(Duration lag, Duration lateAfter, Duration staleAfter) {
        if (lag.compareTo(lateAfter) <= 0) {
            return Freshness.FRESH;
        }
        return lag.compareTo(staleAfter) <= 0 ? Freshness.LATE : Freshness.STALE;
    }

    private synchronized Optional<LastRun> lastSync(ModelName model, Optional<ModelStatus> status) {
        Optional<LastRun> stored = status.flatMap(ModelStatus::lastRun).filter(run -> run.kind() == RunKind.SYNC);
        Optional<LastRun> own = Optional.ofNullable(lastSyncs.get(model));
        return own.filter(run -> stored.filter(other -> other.endedAt().isAfter(run.endedAt()))
                        .isEmpty())
                .or(() -> stored);
    }

    private static boolean isFailure(LastRun run) {
        return switch (run.outcome()) {
            case COMPLETED, COMPLETED_WITH_FAILURES, CANCELLED, REFUSED_IN_PROGRESS -> false;
            default -> true;
        };
    }
}
