package io.syncline.api;

import java.util.Optional;

/**
 * A point in a sink that looks like one of a model, and that belongs to none of its records as it is stored. Syncs, counts
 * and Syncline's own searches ignore it; an application that searches the store by model finds it.
 *
 * @param point the id of the point, as the store writes it
 * @param kind what it is
 * @param record the record that it names or whose id it has; empty if neither tells
 */
public record StrayPoint(String point, Kind kind, Optional<RecordId> record) {

    /** What a stray point is. */
    public enum Kind {
        /** Has everything that a point of the model has, under an id that no record of it has. A repair deletes it. */
        COPY,
        /**
         * Has an id of the model, but its payload does not say so any more, or names another record. The next write of its
         * record replaces it; a repair deletes it otherwise.
         */
        DAMAGED,
        /**
         * Belongs to somebody else: names the model without having been written by a sync, or has an id of the model and
         * names another one. It is never changed.
         */
        FOREIGN;

        /** Whether a sync wrote it, so that a repair deletes it. */
        public boolean isOurs() {
            return this != FOREIGN;
        }
    }
}
