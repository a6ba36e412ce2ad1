package io.syncline.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * What all contracts have in common.
 *
 * @param <F> the kind of fixture
 */
public interface Contract<F extends Contract.Fixture> {

    /** Something that a contract is tested on; closed by the contract after each test. */
    interface Fixture extends AutoCloseable {

        /** Closes what is open and removes what was stored. Not called twice. */
        @Override
        void close();
    }

    /**
     * What the contract is tested on.
     *
     * @return the same fixture at each call on one instance of the test class
     */
    F fixture();

    /**
     * What the adapter, or its fixture, cannot do.
     *
     * @return nothing by default
     */
    default Set<Capability> lacking() {
        return Set.of();
    }

    /**
     * Whether the adapter can do something.
     *
     * @param capability what
     * @return true unless it is {@link #lacking}
     */
    default boolean can(Capability capability) {
        return !lacking().contains(capability);
    }

    /** Closes the fixture. */
    @AfterEach
    default void closeFixture() {
        fixture().close();
    }
}
