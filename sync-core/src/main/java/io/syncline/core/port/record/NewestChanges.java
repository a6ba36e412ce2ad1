package io.syncline.core.port.record;

import java.util.List;

/**
 * What a source shows at a glance of the changes of a model. Two that are equal are of a model that has probably not changed.
 *
 * @param newest the records that changed last, the newest first, and of the same change time in an order that stays; without
 *     those that have no change time
 * @param records how many records there are
 */
public record NewestChanges(List<IdAndVersion> newest, long records) {

    /** Copies the list. */
    public NewestChanges {
        newest = List.copyOf(newest);
    }
}
