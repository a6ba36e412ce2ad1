package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;

/** A sink whose store does not exist at first. */
public interface VectorSinkFixture extends Contract.Fixture {

    /**
     * The sink under test.
     *
     * @return the same sink at each call, until {@link #reopen}
     */
    VectorSink sink();

    /**
     * Closes the sink and opens another one over the same store, as a new process would.
     *
     * @return the new sink, which {@link #sink} returns from now on
     */
    VectorSink reopen();

    /**
     * Closes the sink, deletes its store as an administrator would, and opens another sink for it, as a new process would.
     *
     * @return the new sink, which {@link #sink} returns from now on
     */
    VectorSink lose();

    /**
     * Copies a stored point, with vector and payload, to an id of its own, as another program would; for
     * {@link StrayPointsContract}.
     *
     * @return the id of the copy, as the sink writes it
     */
    default String copyPoint(ModelKey key, RecordId record, int chunk) {
        throw new UnsupportedOperationException("No other program can write into the store of this sink");
    }

    /** Removes a field from the payload of a stored point, as another program would; for {@link StrayPointsContract}. */
    default void damagePoint(ModelKey key, RecordId record, int chunk, String field) {
        throw new UnsupportedOperationException("No other program can write into the store of this sink");
    }

    /**
     * Replaces a stored point by one that says it belongs to another model, as another program would; for
     * {@link StrayPointsContract}.
     */
    default void occupyPoint(ModelKey key, RecordId record, int chunk) {
        throw new UnsupportedOperationException("No other program can write into the store of this sink");
    }

    /** Copies the store of the prepared sink; see {@link Capability#COPIES}. */
    default void keepCopy() {
        throw new UnsupportedOperationException("The store of this sink cannot be copied");
    }

    /**
     * Closes the sink, replaces its store by the copy that was kept, and opens another sink for it; see
     * {@link Capability#COPIES}.
     *
     * @return the new sink, which {@link #sink} returns from now on
     */
    default VectorSink restoreCopy() {
        throw new UnsupportedOperationException("The store of this sink cannot be restored");
    }
}
