package io.syncline.testkit.contract;

import io.syncline.core.port.Embedder;

/** An embedder. */
@FunctionalInterface
public interface EmbedderFixture extends Contract.Fixture {

    /**
     * The embedder under test.
     *
     * @return the same embedder at each call
     */
    Embedder embedder();

    /** Closes the embedder. */
    @Override
    default void close() {
        embedder().close();
    }
}
