package io.syncline.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * What all contracts have in common.
 *
 * @param <F> the kind of fixture
 */
public interface Contract<F extends Contract.Fixture> {

    /** The adapter under test, with what its tests need; closed by the contract after each test. */
    interface Fixture extends AutoCloseable {

        /** Closes everything that is open and removes the stored data. Called once. */
        @Override
        void close();
    }

    /**
     * The fixture of this test.
     *
     * @return the same fixture at each call on one instance of the test class
     */
    F fixture();

    /**
     * The capabilities that the adapter, or its fixture, lacks.
     *
     * @return nothing by default
     */
    default Set<Capability> lacking() {
        return Set.of();
    }

    /**
     * Whether the adapter has a capability.
     *
     * @param capability the capability
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
