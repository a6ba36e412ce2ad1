package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;

/** What kind of slow work a loop hands to its workers. */
public enum Work {
    SOURCE(RunPause.Party.SOURCE),
    /** Makes documents of what the source has delivered; calls nobody. */
    PREPARE(RunPause.Party.SOURCE),
    COMPARE(RunPause.Party.SINK),
    EMBED(RunPause.Party.EMBEDDER),
    WRITE(RunPause.Party.SINK),
    STATE(RunPause.Party.METADATA_STORE);

    private final RunPause.Party party;

    Work(RunPause.Party party) {
        this.party = party;
    }

    /** The system that is called. */
    public RunPause.Party party() {
        return party;
    }
}
