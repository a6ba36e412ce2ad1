package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;

/** Failures of writes that the guard kept out. */
final class LostRaces {

    private LostRaces() {}

    static LostRaceException of(ModelKey key, RecordId record, long epoch) {
        return new LostRaceException("Record " + record + " of " + key
                + " was stored by a newer run, or in a newer version, than this write of epoch " + epoch
                + "; nothing was changed. Let the newer run finish");
    }
}
