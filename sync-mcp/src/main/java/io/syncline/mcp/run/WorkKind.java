package io.syncline.mcp.run;

import java.util.Locale;

/** What a run does. */
public enum WorkKind {
    /** Embeds and stores new and changed records. */
    SYNC("Sync"),
    /** Finds out what a sync would do and cost. */
    PLAN("Plan"),
    /** Deletes what the source no longer has. */
    CLEANUP("Cleanup"),
    /** Compares source and sink. */
    VERIFY("Comparison");

    private final String noun;

    WorkKind(String noun) {
        this.noun = noun;
    }

    /** The first word of a sentence about it. */
    public String noun() {
        return noun;
    }

    /** The value in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
