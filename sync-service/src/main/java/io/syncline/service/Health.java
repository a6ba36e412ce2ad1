package io.syncline.service;

import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.MissingStoreException;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the models of a service are, by their stored states. The states are read again when a run has ended, and from time to
 * time, since other processes write them too; never without a question. Thread-safe.
 */
final class Health {

    /** What is asked of the stores is asked no sooner again, unless a run has ended. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(15);

    /** A sync takes its time, and may be moved by jitter. */
    private static final int FRESH_GAPS = 2;

    private static final int STALE_GAPS = 6;
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final SyncEngine engine;
    private final ServiceTime time;
    private final ChangeProbes probes;
    private Map<ModelName, ModelStatus> statuses = Map.of();
    private final Map<ModelName, LastRun> lastSyncs = new HashMap<>();
    private long readAt;
    private boolean valid;

    Health(SyncEngine engine, ServiceTime time, ChangeProbes probes) {
        this.probes = probes;
        this.engine = engine;
        this.time = time;
    }

    /** A run ended, so states have changed. */
    synchronized void changed() {
        valid = false;
    }

    /** How the last sync of a model ended, which its state does not tell after a cleanup. */
    synchronized void synced(ModelName model, RunOutcome outcome, Optional<String> problem) {
        lastSyncs.put(model, new LastRun(RunKind.SYNC, outcome, time.now(), problem));
        valid = false;
    }

    /** The stored states. */
    synchronized Map<ModelName, ModelStatus> statuses() {
        long now = time.nanos();
        if (!valid || now - readAt > READ_AGAIN.toNanos()) {
            statuses = read();
            readAt = now;
            valid = true;
        }
        return statuses;
    }

    private Map<ModelName, ModelStatus> read() {
        try {
            List<ModelStatus> all = engine.statuses();
            return all.stream().collect(Collectors.toMap(ModelStatus::model, Function.identity()));
        } catch (MissingStoreException none) {
            return Map.of();
        }
    }

    ModelHealth of(ModelName model, ModelSchedule schedule, Map<ScheduledWork, Instant> next) {
        Optional<ModelStatus> status = Optional.ofNullable(statuses().get(model));
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
