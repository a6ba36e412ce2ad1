package io.syncline.testkit.fault;

import io.syncline.testkit.PortMethod;
import java.util.Optional;

/**
 * Which calls suffer which fault. A plan depends only on the method and the number of the call, so it does the same in
 * each run, however threads are scheduled.
 */
@FunctionalInterface
public interface FaultPlan {

    /** All calls pass. */
    FaultPlan NONE = (method, number) -> Optional.empty();

    /**
     * Decides about a call.
     *
     * @param method the method called
     * @param number which call of this method, from 1
     * @return its fault, or empty if it passes
     */
    Optional<Fault> fault(PortMethod method, long number);

    /**
     * Starts a plan. Where several of its rules hold, the first one counts.
     *
     * @return a builder; not thread-safe
     */
    static FaultPlanBuilder builder() {
        return new FaultPlanBuilder();
    }
}
