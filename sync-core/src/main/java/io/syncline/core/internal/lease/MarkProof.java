package io.syncline.core.internal.lease;

/** Whether the mark of a sink proves what a run relies on, from its beginning to its end. */
enum MarkProof {
    /** The run relies on nothing in the sink. */
    NOT_NEEDED,
    /** The run relies on what the sink held when it began, which is in the mark, and has written nothing. */
    AS_FOUND,
    /** The sink may hold writes that are in no mark, since another run did not end, or there was no mark. */
    DOUBTFUL,
    /** The mark is being raised, though an earlier one or the beginning proves everything so far. */
    RISING,
    /** The mark is being raised, and proves what was written before once it has risen. */
    RISING_OVER_WRITES,
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
        return this == DOUBTFUL || this == WRITTEN || this == RISING_OVER_WRITES || this == RISING_AND_WRITTEN;
    }

    /** While the mark is being raised. What is owed stays owed until it has risen, since a save may not wait for it. */
    MarkProof rising() {
        return isOwedBeforeSave() ? RISING_OVER_WRITES : RISING;
    }

    /** After a write has returned. */
    MarkProof written() {
        return switch (this) {
            case AS_FOUND -> DOUBTFUL;
            case RISING, RISING_OVER_WRITES -> RISING_AND_WRITTEN;
            case PROVED -> WRITTEN;
            default -> this;
        };
    }

    /** After the mark was raised. */
    MarkProof raised() {
        return this == RISING_AND_WRITTEN ? WRITTEN : PROVED;
    }

    /** After the mark could not be raised, by a run that was in a state before. */
    MarkProof notRaised(MarkProof before) {
        if (before == PROVED && this == RISING_AND_WRITTEN) {
            return WRITTEN;
        }
        return before == AS_FOUND ? DOUBTFUL : before;
    }
}
