/**
 * The contracts of the ports as tests: interfaces of default test methods, one per ability of a port, joined into one
 * contract per port.
 *
 * <p>A test of an adapter implements the contract of its port and returns a fixture; nothing else is needed:
 *
 * <pre>{@code
 * final class MySinkContractTest implements VectorSinkContract {
 *
 *     private final VectorSinkFixture fixture = new MySinkFixture();
 *
 *     @Override
 *     public VectorSinkFixture fixture() {
 *         return fixture;
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes one instance of the class, and so one fixture, per test; the contract closes it. An adapter that lacks
 * a {@link Capability} returns it from {@code lacking()}; the contract then asserts the refusal instead of the ability,
 * and skips nothing.
 */
@NullMarked
package io.syncline.testkit.contract;

import org.jspecify.annotations.NullMarked;
