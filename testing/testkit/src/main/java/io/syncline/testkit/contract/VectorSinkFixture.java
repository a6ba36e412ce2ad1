package io.syncline.testkit.contract;

import io.syncline.core.port.VectorSink;

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
