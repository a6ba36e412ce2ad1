package io.syncline.server;

import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** Counts what this process asks of the embedder in a month, by UTC. Thread-safe. */
public final class Usage implements SyncListener {

    private final InstantSource clock;
    private Month month;

    /**
     * What was used in a month, in this process since it started.
     *
     * @param month the month
     * @param requests calls of the embedder
     * @param tokens tokens that it counted
     * @param cost US dollars by list prices; empty if a price is not known
     */
    public record Month(YearMonth month, long requests, long tokens, Optional<BigDecimal> cost) {}

    /** Nothing yet. */
    public Usage(InstantSource clock) {
        this.clock = clock;
        this.month = empty();
    }

    private Month empty() {
        return new Month(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)), 0, 0, Optional.of(BigDecimal.ZERO));
    }

    /** The month so far. */
    public synchronized Month month() {
        Month empty = empty();
        if (!empty.month().equals(month.month())) {
            month = empty;
        }
        return month;
    }

    @Override
    public synchronized void embedded(ModelName model, EmbeddingCall call) {
        Month before = month();
        month = new Month(before.month(), before.requests() + 1, before.tokens() + call.tokens(), before.cost());
    }

    @Override
    public synchronized void finished(SyncReport report) {
        Month before = month();
        boolean unknown = report.tokens() > 0 && report.cost().isEmpty();
        Optional<BigDecimal> cost = unknown
                ? Optional.empty()
                : before.cost().map(sum -> sum.add(report.cost().orElse(BigDecimal.ZERO)));
        month = new Month(before.month(), before.requests(), before.tokens(), cost);
    }
}
