package io.syncline.core.cluster;

import java.util.concurrent.CompletionStage;

/** A worker's work on one grant. Thread-safe. */
public interface RangeWork {

    /** Makes it end soon: what was read is still brought to its end, for up to 10 s. */
    void cancel();

    /**
     * Completes when nothing more is written under the grant, and the coordinator was told; never exceptionally. The coordinator
     * decides what becomes of a range that is not complete.
     */
    CompletionStage<Void> end();
}
