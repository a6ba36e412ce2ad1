package io.syncline.core.internal.sync;

import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How far a sync got: over the acknowledged prefix of its listing, never beyond. Confined to the loop. */
final class SyncCheckpoint {

    private Checkpoint current;

    SyncCheckpoint(Checkpoint start) {
        this.current = start;
    }

    Checkpoint current() {
        return current;
    }

    /** All records up to the end of this page are stored, unchanged or failed. */
    void acknowledged(PageProgress page) {
        Optional<Instant> newest =
                page.maxVersion() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(page.maxVersion()));
        current = Checkpoint.builder()
                .from(current)
                .cursor(Cursor.max(current.cursor(), page.resumeAfter()))
                .processed(current.processed() + page.size())
                .maxWriteDate(later(current.maxWriteDate(), newest))
                .build();
    }

    /** The state that an unfinished run leaves. */
    UnaryOperator<ModelState> unfinished() {
        Checkpoint reached = current;
        return state -> state.toBuilder().checkpoint(reached).build();
    }

    /** The state that a completed run leaves: the marks move and the checkpoint goes. The time of the end is not in it. */
    UnaryOperator<ModelState> completed() {
        Checkpoint reached = current;
        return state -> state.toBuilder()
                .lastMaxWriteDate(later(state.lastMaxWriteDate(), reached.maxWriteDate()))
                .watermark(reached.sourceStart())
                .fingerprint(reached.fingerprint())
                .checkpoint(Optional.empty())
                .build();
    }

    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && (b.isEmpty() || a.get().isAfter(b.get())) ? a : b;
    }
}
