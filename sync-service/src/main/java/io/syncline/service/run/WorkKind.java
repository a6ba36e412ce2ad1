package io.syncline.service.run;

import io.syncline.api.RunKind;
import java.util.Locale;

/** What a run does: also a plan, which takes no lease and so is no {@link RunKind}. */
public enum WorkKind {
    /** Embeds and stores new and changed records. */
    SYNC(RunKind.SYNC.noun()),
    /** Finds out what a sync would do and cost. */
    PLAN("Plan"),
    /** Deletes what the source no longer has. */
    CLEANUP(RunKind.CLEANUP.noun()),
    /** Compares source and sink. */
    VERIFY(RunKind.VERIFY.noun());

    private final String noun;

    WorkKind(String noun) {
        this.noun = noun;
    }

    /** What people call it, as the first word of a message. */
    public String noun() {
        return noun;
    }

    /** The value in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
