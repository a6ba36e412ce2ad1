package io.syncline.testkit.contract;

import io.syncline.core.port.VectorSink;

/** A sink whose store is empty at first. */
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
}
