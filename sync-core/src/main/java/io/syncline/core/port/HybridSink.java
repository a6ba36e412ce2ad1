package io.syncline.core.port;

import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;

/** A sink that can search by words as well as by meaning. */
public interface HybridSink {

    /**
     * Finds the records that are near by meaning or by words.
     *
     * @param query what to look for, as in {@link VectorSink#search}
     * @param words the question in plain words
     * @return hits, the best by both first, each record once, with its best chunk; scores are cosine similarities all the
     *     same, and so may not descend
     * @throws IllegalStateException if the sink is not prepared
     * @throws io.syncline.api.failure.SetupException if what is stored cannot be searched by words
     * @throws io.syncline.api.failure.SyncException if the sink cannot answer
     */
    List<SinkHit> search(SinkQuery query, String words);

    /**
     * Whether the sink is configured to store what a search by words needs, so that searches use it unless the caller
     * says otherwise.
     */
    default boolean isHybrid() {
        return true;
    }
}
