package io.syncline.api;

/** How a run ended. */
public enum RunOutcome {
    /** Everything in scope was handled. */
    COMPLETED,
    /** Everything in scope was handled, but some records failed; they are kept and tried again by the next run. */
    COMPLETED_WITH_FAILURES,
    /** Not started: another run of the model holds the lease. */
    REFUSED_IN_PROGRESS,
    /** Not started: the model is no longer made into vectors as before, and the engine is set to refuse that. */
    REFUSED_FINGERPRINT_CHANGED,
    /** Not started: embedding would cost more than the request allows, or its price is not known. */
    REFUSED_BY_COST,
    /** Nothing was deleted: the deletion would pass a limit, or the listing could not be trusted. */
    REFUSED_BY_GUARD,
    /** Stopped on request; what was done is kept and the next run goes on from there. */
    CANCELLED,
    /** Stopped by a failure; what was done is kept and the next run goes on from there. */
    FAILED
}
