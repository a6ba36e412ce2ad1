package io.syncline.service;

import java.util.Locale;

/** How fresh the index of a model is, measured by its own schedule. */
public enum Freshness {
    /** Read up to a time within its schedule. */
    FRESH,
    /** Behind its schedule, for example since a sync takes long. */
    LATE,
    /** Far behind its schedule: three times as long as it allows. */
    STALE,
    /** No sync has completed yet. */
    NEVER,
    /** The last sync failed or was refused, whatever its lag. */
    FAILING;

    /** The value in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
