package io.syncline.core.internal.quota;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderQuota;

/** How much of an embedder's quota this process may use. Guarded by the {@link EmbedAdmission}. */
interface EmbedQuota {

    /** An embedder that limits nothing. */
    EmbedQuota UNLIMITED = new EmbedQuota() {

        private static final Reservation NONE = new Reservation() {
            @Override
            public void settle(long requests, long tokens) {}

            @Override
            public long rateLimited() {
                return Long.MAX_VALUE;
            }
        };

        @Override
        public long nanosUntil(long tokens) {
            return 0;
        }

        @Override
        public Reservation reserve(long tokens) {
            return NONE;
        }

        @Override
        public double worth(long tokens) {
            return tokens;
        }

        @Override
        public void recovered() {}

        @Override
        public double percent() {
            return 100;
        }
    };

    /** What one request reserved. */
    interface Reservation {

        /** The service accepted the request and counts so much for it. */
        void settle(long requests, long tokens);

        /**
         * The service refused the request for its rate, and counts nothing.
         *
         * @return how long until a retry is worthwhile; {@link Long#MAX_VALUE} if that is unknown
         */
        long rateLimited();
    }

    static EmbedQuota of(Embedder embedder, AdmissionTime time) {
        EmbedderQuota quota = embedder instanceof Metered metered
                ? metered.quota()
                : EmbedderQuota.builder().build();
        return quota.requestsPerMinute().isEmpty() && quota.tokensPerMinute().isEmpty()
                ? UNLIMITED
                : new AdaptiveQuota(quota, embedder.limits(), time);
    }

    /** How long until a request of so many tokens may be sent; 0 if it may now. */
    long nanosUntil(long tokens);

    Reservation reserve(long tokens);

    /** What a request takes, in a unit that is comparable between clients. */
    double worth(long tokens);

    /** The service accepts requests again after it refused some for their rate. */
    void recovered();

    /** The percentage of the configured quota that is used. */
    double percent();
}
