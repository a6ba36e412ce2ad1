package io.syncline.core.internal.pipeline;

import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.port.record.RecordPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Receives what a pipeline does, on the loop. */
public interface PipelineListener {

    /** A page came from the feed. */
    default void fetched(RecordPage page) {}

    /** A record was found unchanged. */
    default void unchanged() {}

    /** A record was found to have nothing to say, and nothing of it is stored. */
    default void empty() {}

    /** A record failed. */
    void failed(RecordFailure failure);

    /** A record was stored, or found to be stored, without fields that the source could not deliver. */
    void incomplete(RecordFailure lack);

    /**
     * Complete documents are going to be replaced by some that lack fields. What was read and completed earlier relies on
     * them, so the lack is saved before: a run that dies after the write leaves no record that nobody attempts again.
     *
     * @return completes when that is saved; nothing is written before
     */
    CompletableFuture<Void> losingFields(List<RecordFailure> lacks);

    /** Whether the run stops when so many records fail that the records cannot be the reason. */
    default boolean stopsOnManyFailures() {
        return true;
    }

    /** All pages up to this one are done: each record is stored, unchanged or failed; incomplete ones are among the failures. */
    void acknowledged(PageProgress page);
}
