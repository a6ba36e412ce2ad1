package io.syncline.api;

/** What a run that holds a model's lease is doing. */
public enum RunKind {
    /** Bringing new and changed records into the sink. */
    SYNC,
    /** Removing from the sink what the source no longer has. */
    CLEANUP,
    /** Comparing source and sink, and repairing what differs if that was asked for. */
    VERIFY
}
