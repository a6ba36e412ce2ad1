package io.syncline.api;

/** The stages of the pipeline, in the order in which a record passes them. */
public enum Stage {
    /** Reading a page of records from the source. */
    FETCH,
    /** Turning records into documents and chunks. */
    PREPARE,
    /** Asking the sink what it holds of the records. */
    COMPARE,
    /** Turning chunks into vectors. */
    EMBED,
    /** Storing points in the sink. */
    WRITE
}
