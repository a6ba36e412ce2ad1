package io.syncline.api;

/** How a run ended. */
public enum RunOutcome {
    /** Everything in scope was processed. */
    COMPLETED,
    /** Everything in scope was processed, but some records failed. The next run retries them. */
    COMPLETED_WITH_FAILURES,
    /** Not started: another run holds the lease of the model. */
    REFUSED_IN_PROGRESS,
    /** Not started: the settings of the model changed since its last sync, and the engine is configured to refuse that. */
    REFUSED_FINGERPRINT_CHANGED,
    /** Not started: embedding would exceed the maximum cost, or its price is not known. */
    REFUSED_BY_COST,
    /**
     * Not started: the sink holds records of another source with the same database, and none of this one, so that
     * everything would be embedded and stored a second time.
     */
    REFUSED_DUPLICATE_SOURCE,
    /** Nothing was deleted: the source lists no record, or the deletion would exceed a limit. */
    REFUSED_BY_GUARD,
    /** Stopped on request. The progress is saved, and the next run resumes from there. */
    CANCELLED,
    /** Stopped by a failure. The progress is saved, and the next run resumes from there. */
    FAILED
}
