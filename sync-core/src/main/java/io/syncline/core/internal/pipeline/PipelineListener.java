package io.syncline.core.internal.pipeline;

import io.syncline.core.port.record.RecordPage;

/** Hears of what a pipeline does, on the loop. */
public interface PipelineListener {

    /** A page came from the source. */
    void fetched(RecordPage page);

    /** A record needs nothing, since its content is stored already. */
    void unchanged();

    /** A record failed. */
    void failed(PageProgress.Problem problem);

    /** Whether so many failures that they cannot lie in the records may stop the run. */
    default boolean isStoppedByFailures() {
        return true;
    }

    /** All pages up to this one are done. */
    void acknowledged(PageProgress page);
}
