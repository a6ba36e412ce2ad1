package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a run begins: the one place that decides between full and incremental, from the beginning or from a checkpoint.
 *
 * @param checkpoint the point of departure
 * @param resumed whether an unfinished run is continued
 * @param reason why all records are read although an incremental run was asked for and the model was synced before, or
 *     empty if that is not so
 */
record RunStart(Checkpoint checkpoint, boolean resumed, Optional<String> reason) {

    static RunStart decide(SyncRequest request, ModelState state, Facts facts) {
        Optional<Checkpoint> unfinished = state.checkpoint();
        boolean limited = request.testLimit().isPresent();
        if (request.forceFull()) {
            return full(facts, Optional.empty());
        }
        if (unfinished.isPresent() && !unfinished.get().fingerprint().equals(facts.fingerprint())) {
            return full(facts, Optional.of("an unfinished run made its documents in another way"));
        }
        if (isChanged(state, facts)) {
            return unfinished
                    .filter(checkpoint -> !limited && !facts.sinkEmpty())
                    .map(RunStart::resume)
                    .orElseGet(() -> full(
                            facts,
                            Optional.of("its documents are made in another way than before, or go to another store")));
        }
        if (facts.sinkEmpty() && lowerMark(state).isPresent()) {
            return full(facts, Optional.of("the sink holds nothing of it although it was synced before"));
        }
        if (unfinished.isPresent() && !limited && !facts.sinkEmpty()) {
            return resume(unfinished.get());
        }
        if (lowerMark(state).isEmpty() || !facts.hasChangeTime()) {
            return full(facts, Optional.empty());
        }
        Instant since = lowerMark(state).get().minus(facts.overlap()).truncatedTo(ChronoUnit.SECONDS);
        Checkpoint start = facts.start(SyncType.INCREMENTAL).changedSince(since).build();
        return new RunStart(start, false, Optional.empty());
    }

    /** What a run will be, as far as that can be told before the source was asked. */
    static SyncType expected(SyncRequest request, ModelState state) {
        return request.forceFull() || lowerMark(state).isEmpty() ? SyncType.FULL : SyncType.INCREMENTAL;
    }

    /** Whether documents were made in another way by the last completed run; a state without this memory passes. */
    static boolean isChanged(ModelState state, Facts facts) {
        return state.fingerprint().isPresent() && !state.fingerprint().get().equals(facts.fingerprint());
    }

    private static Optional<Instant> lowerMark(ModelState state) {
        return state.watermark().or(state::lastMaxWriteDate);
    }

    private static RunStart resume(Checkpoint checkpoint) {
        return new RunStart(checkpoint, true, Optional.empty());
    }

    private static RunStart full(Facts facts, Optional<String> reason) {
        return new RunStart(facts.start(SyncType.FULL).build(), false, reason);
    }

    /**
     * What is known before a run begins.
     *
     * @param fingerprint what makes documents and vectors now
     * @param sourceNow the source's clock
     * @param hasChangeTime whether the source can list changes
     * @param sinkEmpty whether the sink holds nothing of the model
     * @param overlap how far to look back
     */
    record Facts(String fingerprint, Instant sourceNow, boolean hasChangeTime, boolean sinkEmpty, Duration overlap) {

        Checkpoint.Builder start(SyncType type) {
            return Checkpoint.builder()
                    .type(type)
                    .cursor(0)
                    .sourceStart(sourceNow)
                    .fingerprint(fingerprint);
        }
    }
}
