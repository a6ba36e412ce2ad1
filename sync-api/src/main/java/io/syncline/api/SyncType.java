package io.syncline.api;

/** Which records a run read. */
public enum SyncType {
    /** Every record in scope. */
    FULL,
    /** Only records that changed since the watermark, less the overlap. */
    INCREMENTAL
}
