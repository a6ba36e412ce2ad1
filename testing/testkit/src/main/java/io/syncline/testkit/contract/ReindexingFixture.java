package io.syncline.testkit.contract;

import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import java.time.Duration;

/** A reindexing of a name that has no collection at first. */
public interface ReindexingFixture extends Contract.Fixture {

    /**
     * The reindexing under test.
     *
     * @return the same at each call, until {@link #reopen}
     */
    Reindexing reindexing();

    /**
     * Closes the reindexing and opens another one of the same name, as a new process would.
     *
     * @return the new one, which {@link #reindexing} returns from now on
     */
    Reindexing reopen();

    /**
     * Opens a sink of the name, as a new process would.
     *
     * @return a sink that is not prepared, to be closed by the caller
     */
    VectorSink openSink();

    /** Waits, for a limited time, until the index of the new collection is complete. */
    void awaitIndex();

    /**
     * Lets time pass for the collections that are idle now, by a clock or by changing what was noted with them.
     *
     * @param time how much
     */
    void advance(Duration time);
}
