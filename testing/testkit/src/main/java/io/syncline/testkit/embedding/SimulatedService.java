package io.syncline.testkit.embedding;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An embedding service with a rate limit, outages and texts that it refuses, on whatever clock a test has. Requests take
 * no time here; a loop in virtual time adds that. It keeps a ledger of all it was asked.
 *
 * <p>Thread-safe. Deterministic.
 */
public final class SimulatedService implements Embedder, Metered {

    private static final int DIMENSION = 4;

    private final Builder settings;
    private final RateLimit limit;
    private final ServiceLedger ledger;
    private boolean closed;

    private SimulatedService(Builder builder) {
        settings = builder;
        limit = builder.kind.over(builder.window, builder.requestsPerMinute, builder.tokensPerMinute);
        ledger = new ServiceLedger(builder.clock.instant());
    }

    /**
     * Starts a service.
     *
     * @param clock its clock
     * @return a builder; not thread-safe
     */
    public static Builder builder(InstantSource clock) {
        return new Builder(clock);
    }

    /**
     * What was asked and answered.
     *
     * @return the ledger, which goes on
     */
    public ServiceLedger ledger() {
        return ledger;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return new EmbedderFingerprint("simulated", "service", DIMENSION, "");
    }

    @Override
    public EmbedderLimits limits() {
        return settings.limits;
    }

    @Override
    public EmbedderQuota quota() {
        return settings.quota;
    }

    @Override
    public double expectedRatio() {
        return settings.expectedRatio;
    }

    @Override
    public int tokens(String text) {
        return settings.estimate.applyAsInt(text);
    }

    @Override
    public synchronized EmbeddingResult embed(List<String> texts, InputType type) {
        if (closed) {
            throw new IllegalStateException("The service is closed");
        }
        Instant now = settings.clock.instant();
        ledger.asked(now);
        if (settings.outages.stream().anyMatch(outage -> outage.covers(now))) {
            throw new TransientException("The service is down", null);
        }
        if (texts.stream().anyMatch(settings.failing)) {
            throw new TransientException("The service fails over one of " + texts.size() + " texts", null);
        }
        long tokens = texts.stream().mapToLong(settings.billing::applyAsInt).sum();
        if (!limit.admit(now, tokens)) {
            ledger.refusedForRate(now);
            throw TransientException.rateLimited("Rate limit reached", settings.retryAfter);
        }
        if (texts.size() > settings.mostInputs || texts.stream().anyMatch(settings.refused)) {
            throw new RejectedException("The service refuses one of " + texts.size() + " texts");
        }
        ledger.billed(now, texts, tokens);
        return new EmbeddingResult(texts.stream().map(SimulatedService::vector).toList(), tokens);
    }

    private static Embedding vector(String text) {
        int hash = text.hashCode();
        return Embedding.of(1, hash & 0xFF, (hash >> 8) & 0xFF, (hash >> 16) & 0xFF);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private interface LimitKind {
        RateLimit over(Duration time, long requestsPerMinute, long tokensPerMinute);
    }

    private record Outage(Instant from, Instant to) {
        boolean covers(Instant now) {
            return !now.isBefore(from) && now.isBefore(to);
        }
    }

    /** Builds a {@link SimulatedService}; not thread-safe. */
    public static final class Builder {

        private final InstantSource clock;
        private final List<Outage> outages = new ArrayList<>();
        private EmbedderLimits limits = new EmbedderLimits(1_000, 120_000, 32_000, 32);
        private EmbedderQuota quota = EmbedderQuota.builder().build();
        private ToIntFunction<String> estimate = String::length;
        private ToIntFunction<String> billing = String::length;
        private double expectedRatio = 1;
        private Predicate<String> refused = text -> false;
        private Predicate<String> failing = text -> false;
        private Duration window = Duration.ofMinutes(1);
        private LimitKind kind = RateWindow::new;
        private long requestsPerMinute = Long.MAX_VALUE;
        private long tokensPerMinute = Long.MAX_VALUE;
        private int mostInputs = Integer.MAX_VALUE;
        private @Nullable Duration retryAfter;

        private Builder(InstantSource clock) {
            this.clock = clock;
        }

        /**
         * Sets what requests may hold, as it is told.
         *
         * @param value the limits; they are not enforced
         * @return this builder
         */
        public Builder limits(EmbedderLimits value) {
            limits = value;
            return this;
        }

        /**
         * Sets the most texts that a request may really hold; more are refused. No such limit unless set.
         *
         * @param value a number of texts
         * @return this builder
         */
        public Builder mostInputs(int value) {
            mostInputs = value;
            return this;
        }

        /**
         * Sets the quota that users are told; none unless set.
         *
         * @param value the quota
         * @return this builder
         */
        public Builder toldQuota(EmbedderQuota value) {
            quota = value;
            return this;
        }

        /**
         * Sets the quota that is enforced; none unless set.
         *
         * @param requests requests per minute
         * @param tokens tokens per minute
         * @return this builder
         */
        public Builder trueQuota(long requests, long tokens) {
            requestsPerMinute = requests;
            tokensPerMinute = tokens;
            return this;
        }

        /**
         * Sets over how long the true quota is counted: of any such time, its part of a minute's worth. A minute unless
         * set.
         *
         * @param value a positive duration of at most a minute
         * @return this builder
         */
        public Builder window(Duration value) {
            window = value;
            kind = RateWindow::new;
            return this;
        }

        /**
         * Has the true quota be counted by periods of the clock, each of which begins anew, not by a window that slides.
         *
         * @param value how long a period is; at least a millisecond
         * @return this builder
         */
        public Builder period(Duration value) {
            window = value;
            kind = RatePeriod::new;
            return this;
        }

        /**
         * Has the true quota be saved up while it is not used, as a bucket of tokens does, which is full at first.
         *
         * @param value for how long it is saved up
         * @return this builder
         */
        public Builder bucket(Duration value) {
            window = value;
            kind = RateBucket::new;
            return this;
        }

        /**
         * Sets the wait that a refusal for the rate asks for; none unless set.
         *
         * @param value a duration
         * @return this builder
         */
        public Builder retryAfter(Duration value) {
            retryAfter = value;
            return this;
        }

        /**
         * Sets how tokens are counted before and when they are billed; by the length of the text unless set.
         *
         * @param before what {@link Embedder#tokens} tells
         * @param billed what results tell
         * @return this builder
         */
        public Builder tokens(ToIntFunction<String> before, ToIntFunction<String> billed) {
            estimate = before;
            billing = billed;
            return this;
        }

        /**
         * Sets how many tokens are expected to be billed for each that is counted before; one unless set.
         *
         * @param value what {@link Metered#expectedRatio} tells
         * @return this builder
         */
        public Builder expectedRatio(double value) {
            expectedRatio = value;
            return this;
        }

        /**
         * Refuses requests with certain texts.
         *
         * @param texts which
         * @return this builder
         */
        public Builder refuse(Predicate<String> texts) {
            refused = texts;
            return this;
        }

        /**
         * Fails over requests with certain texts, each time, as if it would pass.
         *
         * @param texts which
         * @return this builder
         */
        public Builder failOver(Predicate<String> texts) {
            failing = texts;
            return this;
        }

        /**
         * Is down for a time.
         *
         * @param from its beginning
         * @param to its end
         * @return this builder
         */
        public Builder outage(Instant from, Instant to) {
            outages.add(new Outage(from, to));
            return this;
        }

        /**
         * Builds the service.
         *
         * @return the service
         */
        public SimulatedService build() {
            return new SimulatedService(this);
        }
    }
}
