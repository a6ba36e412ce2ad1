package io.syncline.core.internal.quota;

/** How a service may limit the rate. Immutable. */
sealed interface RateModel {

    /** The part of the configured quota that it gives. */
    double share();

    /** How long until it accepts a request of a cost, in nanoseconds; 0 if it does now. */
    long nanosUntil(RequestHistory history, long cost, long now);

    /** Whether both limit the rate in the same way, if not by as much. */
    boolean isLike(RateModel other);

    /** The same with a higher limit. */
    RateModel times(double factor);

    /**
     * It takes so much in any window of a length.
     *
     * @param length in nanoseconds
     * @param most what it takes, in nanoseconds of the configured quota
     * @param jitter by how much closer together requests may arrive than they were sent, in nanoseconds
     */
    record Windowed(long length, double most, long jitter) implements RateModel {

        @Override
        public double share() {
            return most / length;
        }

        @Override
        public long nanosUntil(RequestHistory history, long cost, long now) {
            return history.nanosUntilRoom(length + jitter, most - cost, now);
        }

        @Override
        public boolean isLike(RateModel other) {
            return other instanceof Windowed window && window.length == length;
        }

        @Override
        public RateModel times(double factor) {
            return new Windowed(length, most * factor, jitter);
        }
    }

    /**
     * The model gives a steady rate, as a token bucket does. A sender that respects it needs no further wait.
     *
     * @param share of the configured quota
     */
    record Steady(double share) implements RateModel {

        @Override
        public long nanosUntil(RequestHistory history, long cost, long now) {
            return 0;
        }

        @Override
        public boolean isLike(RateModel other) {
            return other instanceof Steady;
        }

        @Override
        public RateModel times(double factor) {
            return new Steady(share * factor);
        }
    }
}
