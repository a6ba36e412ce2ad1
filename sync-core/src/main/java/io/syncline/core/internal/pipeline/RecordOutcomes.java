package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.text.Document;
import java.util.Optional;

/** Counts what became of records, and tells their pages and the listener. Confined to the loop. */
final class RecordOutcomes {

    private final RunContext run;
    private final PipelineListener listener;

    RecordOutcomes(RunContext run, PipelineListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** A record whose content is stored already. */
    void found(PageProgress page, PreparedRecord record) {
        found(record.comparison().empty());
        finish(page, record.id(), record.document());
    }

    /** A record that was stored, or whose points were repaired. */
    void stored(RecordProgress record) {
        if (record.isEmbedded()) {
            run.counters().countStored();
        } else {
            found(record.isEmpty());
        }
        finish(record.page(), record.id(), record.document());
    }

    private void found(boolean empty) {
        if (empty) {
            listener.empty();
        } else {
            listener.unchanged();
        }
    }

    /** A record that lacks fields is done in this run and attempted again by later ones. */
    private void finish(PageProgress page, RecordId id, Document document) {
        if (document.isComplete()) {
            page.finish(id);
            return;
        }
        RecordFailure lack = RecordFailure.lacking(id, document.lacking());
        page.fail(lack);
        run.counters().countIncomplete();
        listener.incomplete(lack);
    }

    /** A record that failed; answers why the run has to stop, if so many failed that the records cannot be the reason. */
    Optional<SetupException> failed(PageProgress page, RecordFailure failure) {
        page.fail(failure);
        run.counters().countFailed();
        listener.failed(failure);
        return listener.stopsOnManyFailures() ? run.failureObjection(failure) : Optional.empty();
    }
}
