package io.syncline.service.run;

import java.util.List;

/**
 * Whether a run was started.
 *
 * @param verdict why, or why not
 * @param runs the run that was started; else the ones in the way
 */
public record Admission(Verdict verdict, List<TrackedRun> runs) {

    /** Whether a run was started. */
    public enum Verdict {
        /** It was. */
        STARTED,
        /** Another run of the model is in progress. */
        OCCUPIED,
        /** As many runs as allowed are in progress. */
        FULL,
        /** The server is closing. */
        CLOSING
    }

    /** Copies the list. */
    public Admission {
        runs = List.copyOf(runs);
    }

    /** The run that was started, or the first one in the way. */
    public TrackedRun run() {
        return runs.get(0);
    }
}
