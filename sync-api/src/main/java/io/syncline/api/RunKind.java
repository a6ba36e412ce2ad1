package io.syncline.api;

/** What a run that holds the lease of a model does. */
public enum RunKind {
    /** Embeds and stores new and changed records. */
    SYNC,
    /** Deletes from the sink what was deleted in the source. */
    CLEANUP,
    /** Compares source and sink, and repairs differences if requested. */
    VERIFY,
    /** Renames a source in the sink, or drops one. */
    SOURCE_CHANGE
}
