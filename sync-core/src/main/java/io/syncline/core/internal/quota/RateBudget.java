package io.syncline.core.internal.quota;

/** How much may be spent per minute, of requests or of tokens. Guarded by the {@link EmbedAdmission}. */
interface RateBudget {

    RateBudget UNLIMITED = new RateBudget() {
        @Override
        public double minutes(long amount) {
            return 0;
        }

        @Override
        public long nanosUntil(long amount) {
            return 0;
        }

        @Override
        public Spending spend(long amount) {
            return actual -> {};
        }

        @Override
        public void use(double share) {}
    };

    /** An amount that was reserved when a request was sent. */
    interface Spending {

        /** Corrects the reserved amount to what the service counted. */
        void settle(long actual);
    }

    /** How many minutes' worth an amount is. */
    double minutes(long amount);

    /** How long until an amount may be spent; 0 if it may now. */
    long nanosUntil(long amount);

    Spending spend(long amount);

    /** Uses only a share of the limit from now on. */
    void use(double share);
}
