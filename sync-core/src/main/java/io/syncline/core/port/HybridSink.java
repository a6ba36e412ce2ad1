package io.syncline.core.port;

import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;

/** A sink that searches by keywords as well as by meaning. */
public interface HybridSink {

    /**
     * Finds records by meaning or by keywords.
     *
     * @param query what to look for, as in {@link VectorSink#search}
     * @param words the query as plain text
     * @return hits, the best by both first, each record once, with its best chunk; scores are cosine similarities all the
     *     same, and so may not descend
     * @throws IllegalStateException if the sink is not prepared
     * @throws io.syncline.api.failure.SetupException if what is stored cannot be searched by keywords
     * @throws io.syncline.api.failure.SyncException if the sink cannot answer
     */
    List<SinkHit> search(SinkQuery query, String words);

    /**
     * Whether the sink is configured to store keywords, so that searches use them unless the caller decides otherwise.
     */
    default boolean isHybrid() {
        return true;
    }
}
