package io.syncline.testkit.fault;

import io.syncline.testkit.PortMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

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
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link FaultPlan}; not thread-safe. */
    final class Builder {

        private final List<FaultPlan> rules = new ArrayList<>();

        private Builder() {}

        /**
         * Makes one call fail.
         *
         * @param method the method called
         * @param number which call of this method, from 1
         * @param fault what happens to it
         * @return this builder
         */
        public Builder at(PortMethod method, long number, Fault fault) {
            return add((called, count) -> called == method && count == number ? Optional.of(fault) : Optional.empty());
        }

        /**
         * Makes all calls fail from one on.
         *
         * @param method the method called
         * @param first the first call that fails, from 1
         * @param fault what happens to them
         * @return this builder
         */
        public Builder from(PortMethod method, long first, Fault fault) {
            return add((called, count) -> called == method && count >= first ? Optional.of(fault) : Optional.empty());
        }

        /**
         * Makes some calls fail, by a random choice that depends on the seed, the method and the number of the call only.
         *
         * @param seed of the choice
         * @param probability of a fault, from 0 to 1
         * @param fault what happens to them
         * @param methods the methods called
         * @return this builder
         */
        public Builder randomly(long seed, double probability, Fault fault, PortMethod... methods) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("Not a probability: " + probability);
            }
            Set<PortMethod> chosen = EnumSet.noneOf(PortMethod.class);
            chosen.addAll(List.of(methods));
            return add((called, count) -> chosen.contains(called) && draw(seed, called, count) < probability
                    ? Optional.of(fault)
                    : Optional.empty());
        }

        /** A number from 0 to 1, exclusive. The name is hashed since hash codes of enums differ from run to run. */
        private static double draw(long seed, PortMethod method, long number) {
            long ofMethod = new SplittableRandom(seed + method.name().hashCode()).nextLong();
            return new SplittableRandom(ofMethod + number).nextDouble();
        }

        private Builder add(FaultPlan rule) {
            rules.add(rule);
            return this;
        }

        /**
         * Builds the plan.
         *
         * @return the plan, immutable
         */
        public FaultPlan build() {
            List<FaultPlan> all = List.copyOf(rules);
            return (method, number) -> all.stream()
                    .map(rule -> rule.fault(method, number))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }
}
