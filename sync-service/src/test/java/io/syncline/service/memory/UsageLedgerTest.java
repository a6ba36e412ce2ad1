package io.syncline.service.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.Gate;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageLedgerTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final InMemoryMetadataStore store =
            new InMemoryMetadataStore(new ManualClock(Instant.parse("2026-11-30T08:00:00Z")));
    private final FaultInjector faults = new FaultInjector(FaultPlan.builder().build());
    private long nanos;
    private final UsageLedger ledger = opened();

    private UsageLedger opened() {
        return UsageLedger.in(faults.wrap(store), () -> "source sink", () -> nanos);
    }

    private static MonthUsage usage(long requests, long tokens, String cost) {
        return new MonthUsage(requests, tokens, Optional.of(cost).map(BigDecimal::new));
    }

    @Test
    void usageShouldCountAtOnceAndOutlastTheProcessOnceItIsStored() {
        ledger.add(NOVEMBER, usage(2, 1000, "0.06"));
        assertThat(ledger.of(NOVEMBER)).isEqualTo(usage(2, 1000, "0.06"));
        assertThat(opened().of(NOVEMBER)).isEqualTo(MonthUsage.NONE);
        ledger.flush();

        assertThat(ledger.of(NOVEMBER)).isEqualTo(usage(2, 1000, "0.06"));
        assertThat(opened().of(NOVEMBER)).isEqualTo(usage(2, 1000, "0.06"));
    }

    @Test
    void processesShouldAddUp() {
        UsageLedger other = opened();
        ledger.of(NOVEMBER);
        other.of(NOVEMBER);
        ledger.add(NOVEMBER, usage(1, 10, "0.01"));
        other.add(NOVEMBER, usage(2, 20, "0.02"));
        ledger.flush();
        other.flush();
        nanos += TimeUnit.SECONDS.toNanos(61);

        assertThat(ledger.of(NOVEMBER)).isEqualTo(usage(3, 30, "0.03"));
        assertThat(other.of(NOVEMBER)).isEqualTo(usage(3, 30, "0.03"));
    }

    @Test
    void unknownPriceShouldMakeTheSumUnknown() {
        ledger.add(NOVEMBER, usage(1, 10, "0.01"));
        ledger.add(NOVEMBER, new MonthUsage(1, 10, Optional.empty()));
        ledger.flush();

        assertThat(opened().of(NOVEMBER)).isEqualTo(new MonthUsage(2, 20, Optional.empty()));
    }

    @Test
    void twelveMonthsShouldBeKept() {
        IntStream.range(0, 15).forEach(month -> {
            ledger.add(NOVEMBER.plusMonths(month), usage(1, 1, "1"));
            ledger.flush();
        });

        assertThat(opened().of(NOVEMBER.plusMonths(2))).isEqualTo(MonthUsage.NONE);
        assertThat(opened().of(NOVEMBER.plusMonths(3))).isEqualTo(usage(1, 1, "1"));
    }

    @Test
    void flushWithoutNewsShouldNotCallTheStore() {
        ledger.flush();
        ledger.flush();

        assertThat(store.calls().total()).isZero();
    }

    @Test
    void brokenStoreShouldLoseNothingOfThisProcess() {
        faults.follow(FaultPlan.builder()
                .from(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT, 1, Fault.failTransient())
                .build());
        ledger.add(NOVEMBER, usage(1, 10, "0.01"));
        ledger.flush();
        faults.follow(FaultPlan.builder().build());
        ledger.add(NOVEMBER, usage(1, 10, "0.01"));
        ledger.flush();

        assertThat(opened().of(NOVEMBER)).isEqualTo(usage(2, 20, "0.02"));
    }

    @Test
    void writeWhoseAnswerIsLostShouldCountOnce() {
        faults.follow(FaultPlan.builder()
                .at(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT, 1, Fault.unknownOutcomeAfter())
                .build());
        ledger.add(NOVEMBER, usage(1, 10, "0.01"));
        ledger.flush();
        ledger.flush();

        assertThat(opened().of(NOVEMBER)).isEqualTo(usage(1, 10, "0.01"));
        assertThat(ledger.of(NOVEMBER)).isEqualTo(usage(1, 10, "0.01"));
    }

    /** Embedding would stop while a page reads the month from a store that hangs, else. */
    @Test
    void addingShouldNotWaitForTheStore() throws Exception {
        Gate gate = new Gate();
        faults.follow(FaultPlan.builder()
                .at(PortMethod.STORE_DOCUMENT, 1, Fault.block(gate))
                .build());
        CompletableFuture<MonthUsage> page = CompletableFuture.supplyAsync(() -> ledger.of(NOVEMBER));
        gate.awaitArrivals(1);

        ledger.add(NOVEMBER, usage(1, 10, "0.01"));

        gate.open();
        assertThat(page.get(1, TimeUnit.MINUTES)).isEqualTo(usage(1, 10, "0.01"));
    }
}
