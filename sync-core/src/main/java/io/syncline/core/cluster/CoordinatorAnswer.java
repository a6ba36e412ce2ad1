package io.syncline.core.cluster;

import java.time.Duration;

/** What a coordinator answers to a worker. */
public sealed interface CoordinatorAnswer {

    /** The request was carried out. */
    record Done() implements CoordinatorAnswer {}

    /** A range to work on. */
    record Granted(RangeGrant grant) implements CoordinatorAnswer {}

    /** There is no range now, but there may be one later, since another worker may fail. */
    record Wait(Duration askAfter) implements CoordinatorAnswer {

        /** After half a second. */
        public static final Wait SHORTLY = new Wait(Duration.ofMillis(500));
    }

    /** There will be no more ranges. */
    record Finished() implements CoordinatorAnswer {}

    /**
     * The grant is valid for longer.
     *
     * @param validFor from the time at which the request was sent
     * @param stop whether to start nothing new, since the run was cancelled or has failed
     */
    record Renewed(Duration validFor, boolean stop) implements CoordinatorAnswer {}

    /** The grant is not valid any more. Nothing may be written under it. */
    record Revoked() implements CoordinatorAnswer {}

    /**
     * The request could not be carried out.
     *
     * @param reason without secrets
     */
    record Failed(String reason) implements CoordinatorAnswer {}
}
