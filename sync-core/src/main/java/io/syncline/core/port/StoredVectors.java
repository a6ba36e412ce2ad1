package io.syncline.core.port;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.ModelKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A second interface of a {@link VectorSink} that returns the texts it stores with their vectors. With it, a text that is stored
 * already is not embedded again when something else of its record changes.
 *
 * <p>Thread-safe.
 */
public interface StoredVectors {

    /**
     * Reads the chunks of some records, those in quarantine and surplus ones included.
     *
     * @param key whose records
     * @param ids at most 1000 ids, in any order; may be empty
     * @return chunks in any order, by record; each with a vector that finds what the one finds that was stored with its text
     */
    Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids);
}
