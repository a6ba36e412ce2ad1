package io.syncline.api;

/** What a run that holds the lease of a model does. */
public enum RunKind {
    /** Embeds and stores new and changed records. */
    SYNC("Sync"),
    /** Deletes from the sink what was deleted in the source. */
    CLEANUP("Cleanup"),
    /** Compares source and sink, and repairs differences if requested. */
    VERIFY("Comparison"),
    /** Renames a source in the sink, or drops one. */
    SOURCE_CHANGE("Change of sources");

    private final String noun;

    RunKind(String noun) {
        this.noun = noun;
    }

    /** What people call it, as the first word of a message. */
    public String noun() {
        return noun;
    }
}
