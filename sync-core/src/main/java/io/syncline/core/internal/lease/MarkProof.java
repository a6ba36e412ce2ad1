package io.syncline.core.internal.lease;

/** Whether the mark of a sink proves what a run relies on, from its beginning to its end. */
enum MarkProof {
    /** The run relies on nothing in the sink. */
    NOT_NEEDED,
    /** The run relies on what the sink held when it began, which is in the mark, and has written nothing. */
    AS_FOUND,
    /** The sink may hold writes that are in no mark, since another run did not end, or there was no mark. */
    DOUBTFUL,
    /** The mark is being raised. */
    RISING,
    /** The mark is being raised, and something was written meanwhile. */
    RISING_AND_WRITTEN,
    /** The mark was raised by this run, and everything written since the beginning is in it. */
    PROVED,
    /** Something was written since the mark was raised. */
    WRITTEN,
    /** The sink has lost writes. */
    LOST;

    /** Whether the mark must rise before the first write, so that every copy of the store that lacks it has a smaller one. */
    boolean isOwedBeforeWrite() {
        return this == AS_FOUND || this == DOUBTFUL;
    }

    /** Whether the mark must rise before the next save. */
    boolean isOwedBeforeSave() {
        return this == DOUBTFUL || this == WRITTEN || this == RISING_AND_WRITTEN;
    }

    /** After a write has returned. */
    MarkProof written() {
        return switch (this) {
            case AS_FOUND -> DOUBTFUL;
            case RISING -> RISING_AND_WRITTEN;
            case PROVED -> WRITTEN;
            default -> this;
        };
    }

    /** After the mark was raised. */
    MarkProof raised() {
        return this == RISING_AND_WRITTEN ? WRITTEN : PROVED;
    }

    /** After the mark could not be raised, by a run that was in this state before. */
    MarkProof notRaised() {
        return this == AS_FOUND ? DOUBTFUL : this;
    }
}
