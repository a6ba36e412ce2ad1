package io.syncline.api;

/** The stages of the pipeline, in the order in which a record passes through them. */
public enum Stage {
    /** Reads a page of records from the source. */
    FETCH,
    /** Makes documents and chunks of the records. */
    PREPARE,
    /** Reads what the sink holds of the records. */
    COMPARE,
    /** Embeds chunks. */
    EMBED,
    /** Stores points in the sink. */
    WRITE
}
