package io.syncline.core.port;

import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;

/**
 * A sink that also finds records by words. It indexes the text of each chunk as {@link
 * io.syncline.core.port.words.WordAnalysis} says, together with the chunk: what a write that returned has stored is found,
 * and what it replaced or deleted is not.
 *
 * <p>Engines fuse the ranks of both searches, so a sink need not.
 */
public interface HybridSink {

    /**
     * Finds the records that have words of a query. The more of them a chunk has, the rarer they are among all chunks and
     * the shorter the chunk is, the better, as BM25 rates it.
     *
     * @param query which records to search and how many to find; the vector is what scores are computed with
     * @param words the query as a person wrote it, whatever characters it has
     * @return hits, the best by words first, each record once, with its best chunk; only records that have one of the words.
     *     Scores are cosine similarities all the same, and so may not descend
     * @throws io.syncline.api.failure.SetupException if {@link #isHybrid} is false
     * @throws io.syncline.api.failure.SyncException if the sink cannot answer
     */
    List<SinkHit> searchWords(SinkQuery query, String words);

    /**
     * Whether what is stored can be searched by words now; searches then do so unless they are told otherwise.
     *
     * @return false also if there is no store yet
     * @throws io.syncline.api.failure.SyncException if the sink cannot answer
     */
    boolean isHybrid();
}
