package io.syncline.server.served;

import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.service.memory.MonthUsage;
import io.syncline.service.memory.UsageLedger;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts what runs ask of the embedder: in the month, by UTC, with all processes that share the ledger; and in the last minute, by
 * this process. Searches and plans are not counted. Stored when a run ends. Thread-safe.
 */
public final class Usage implements SyncListener {

    private static final int MILLION_DIGITS = 6;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final UsageLedger ledger;
    private final Optional<EmbedderQuota> limits;
    private final LastMinute lastMinute = new LastMinute();

    /**
     * How much of the quota this process has used in the last minute.
     *
     * @param limits the quota
     * @param requests the calls of the embedder
     * @param tokens the tokens that it counted
     */
    public record OfQuota(EmbedderQuota limits, long requests, long tokens) {}

    /**
     * A usage.
     *
     * @param clock what time it is
     * @param nanos nanoseconds since any fixed point
     * @param ledger where months are stored
     * @param limits the quota and the price; empty for an embedder that costs nothing and is not limited
     */
    public Usage(InstantSource clock, LongSupplier nanos, UsageLedger ledger, Optional<EmbedderQuota> limits) {
        this.clock = clock;
        this.nanos = nanos;
        this.ledger = ledger;
        this.limits = limits;
    }

    /** The present month. */
    public YearMonth month() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    /** The usage in the present month. */
    public MonthUsage ofMonth() {
        return ledger.of(month());
    }

    /** How much of the quota is used; empty if there is none. */
    public synchronized Optional<OfQuota> ofQuota() {
        long now = nanos.getAsLong();
        return limits.filter(quota -> quota.requestsPerMinute().isPresent()
                        || quota.tokensPerMinute().isPresent())
                .map(quota -> new OfQuota(quota, lastMinute.requests(now), lastMinute.tokens(now)));
    }

    @Override
    public void embedded(ModelName model, EmbeddingCall call) {
        synchronized (this) {
            lastMinute.add(nanos.getAsLong(), call.tokens());
        }
        ledger.add(month(), new MonthUsage(1, call.tokens(), cost(call.tokens())));
    }

    private Optional<BigDecimal> cost(long tokens) {
        if (limits.isEmpty() || tokens == 0) {
            return Optional.of(BigDecimal.ZERO);
        }
        return limits.get()
                .pricePerMillionTokens()
                .map(price -> price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_DIGITS));
    }

    @Override
    public void ended(ModelName model) {
        flush();
    }

    @Override
    public void finished(SyncReport report) {
        flush();
    }

    /** Stores what was counted; calls no store if nothing was. */
    public void flush() {
        ledger.flush();
    }
}
