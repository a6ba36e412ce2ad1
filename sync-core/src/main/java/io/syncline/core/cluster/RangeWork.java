package io.syncline.core.cluster;

import io.syncline.core.port.record.Cursor;
import java.util.concurrent.CompletionStage;

/** A worker's work on one grant. Thread-safe. */
public interface RangeWork {

    /** The grant. */
    RangeGrant grant();

    /**
     * How far it is.
     *
     * @return all records of the range up to here are done and acknowledged by the coordinator
     */
    Cursor reached();

    /** Makes it end soon: what was read is still brought to its end, for up to 10 s. */
    void cancel();

    /**
     * Completes when nothing more is written under the grant, and the coordinator was told; never exceptionally. The coordinator
     * decides what becomes of a range that is not complete.
     */
    CompletionStage<Void> end();
}
