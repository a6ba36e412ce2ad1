package io.syncline.core.port;

import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.StrayPage;
import java.util.Collection;

/**
 * Finds and deletes {@link io.syncline.api.StrayPoint stray points}: a second interface of a {@link VectorSink} whose store lets
 * other programs write points under any id and with any payload. A sink whose rows are found by model, record and chunk alone
 * needs none.
 *
 * <p>Every point that carries the source and the name of a model, or has an id of it, is either part of a stamp or a stray
 * point, and never both: {@link VectorSink#stamps}, {@link VectorSink#ids}, {@link VectorSink#count}, {@link VectorSink#search},
 * {@link VectorSink#trim} and {@link VectorSink#delete} ignore stray points. {@link VectorSink#upsert} replaces a damaged one
 * under an id that it writes, and throws {@link io.syncline.api.failure.RejectedException} for a foreign one.
 *
 * <p>Thread-safe.
 */
public interface StrayPoints {

    /** The position before all points. */
    String START = "";

    /**
     * Lists stray points of a model, each once, in an order of the sink.
     *
     * @param key the model
     * @param after {@link #START}, or where an earlier page ended
     * @param limit the most points to return, positive; fewer may come although more exist
     */
    StrayPage strays(ModelKey key, String after, int limit);

    /**
     * Deletes points that are still copies or damaged. Others are left as they are, as are those that a greater epoch wrote.
     *
     * @param key the model
     * @param epoch fencing token of the run, positive
     * @param points ids as {@link #strays} lists them, at most 1000; may be empty
     * @throws io.syncline.api.failure.LostRaceException if the sink notices that a greater epoch wrote some of them, which are
     *     left; others may have been deleted. A sink that does not notice it leaves them all the same
     */
    void deleteStrays(ModelKey key, long epoch, Collection<String> points);
}
