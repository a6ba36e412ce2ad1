package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run begins: the one place that decides between full and incremental, and between the beginning and a checkpoint.
 *
 * @param checkpoint where to start
 * @param resumed whether an unfinished run is continued
 * @param reason why all records are read although an incremental run was asked for and the model was synced before;
 *     empty if that is not so
 */
record RunStart(Checkpoint checkpoint, boolean resumed, Optional<String> reason) {

    static RunStart decide(SyncRequest request, ModelState state, StartConditions now) {
        Optional<Checkpoint> unfinished = state.checkpoint();
        Optional<String> loss = now.history().loss();
        if (request.forceFull() || loss.isPresent()) {
            return full(now, loss);
        }
        if (unfinished.isPresent() && !unfinished.get().fingerprint().equals(now.fingerprint())) {
            return full(now, Optional.of("the last run did not complete and used different settings"));
        }
        if (watermarks(state)
                .anyMatch(watermark -> watermark.isAfter(now.clocks().earlier()))) {
            return full(now, Optional.of("the watermark lies in the future, since a clock was wrong"));
        }
        if (unfinished.isPresent() && request.testLimit().isEmpty()) {
            return new RunStart(unfinished.get(), true, Optional.empty());
        }
        if (now.differFrom(state)) {
            return full(now, Optional.of("fields, template, embedder or scope changed"));
        }
        if (lowerBound(state).isEmpty() || !now.hasChangeTime()) {
            return full(
                    now,
                    request.newCollection() ? Optional.empty() : now.history().elsewhere());
        }
        return incremental(now, lowerBound(state).get().minus(now.overlap()));
    }

    private static RunStart incremental(StartConditions now, Instant since) {
        Checkpoint start = now.start(SyncType.INCREMENTAL)
                .changedSince(since.truncatedTo(ChronoUnit.SECONDS))
                .build();
        return new RunStart(start, false, Optional.empty());
    }

    /** The start of a run, decided by the state alone. */
    static SyncType expected(SyncRequest request, ModelState state) {
        return request.forceFull() || lowerBound(state).isEmpty() ? SyncType.FULL : SyncType.INCREMENTAL;
    }

    /** The watermark, and what it becomes when an unfinished run completes. */
    private static Stream<Instant> watermarks(ModelState state) {
        return Stream.concat(lowerBound(state).stream(), state.checkpoint().map(Checkpoint::sourceStart).stream());
    }

    /** The time from which on changes have to be read; empty if no sync has completed. */
    static Optional<Instant> lowerBound(ModelState state) {
        return state.watermark().or(state::lastMaxWriteDate);
    }

    private static RunStart full(StartConditions now, Optional<String> reason) {
        return new RunStart(now.start(SyncType.FULL).build(), false, reason);
    }
}
