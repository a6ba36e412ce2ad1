package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.FaultPlanBuilder;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that share a quota through the metadata store, in virtual time. The service refuses whatever exceeds the
 * quota in any minute, so no refusal proves that nothing exceeded it.
 */
class SharedBudgetTest {

    private static final long REQUESTS = 2_000;
    private static final long TOKENS = 3_000_000;

    private static UnaryOperator<SimulatedService.Builder> quota(long requests, long tokens) {
        return service -> service.tokens(text -> 500, text -> 400)
                .toldQuota(QuotaRun.quota(requests, tokens))
                .trueQuota(requests, tokens);
    }

    @Test
    void twoProcessesShouldUseTheQuotaTogetherAndShareItFairly() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member first = run.process(20_000).sync(Duration.ZERO);
        SharedQuotaRun.Member second = run.process(20_000).sync(Duration.ofMillis(700));

        run.until(seconds(240));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.used(TOKENS, Duration.ZERO, seconds(240))).isGreaterThan(0.9);
        assertThat((double) first.tokens() / second.tokens()).isBetween(0.95, 1.05);
        long calls = first.faults.calls().of(PortMethod.STORE_DOCUMENT, PortMethod.STORE_COMPARE_AND_SET_DOCUMENT);
        assertThat(calls / 240.0).as("calls to the store per second").isLessThan(1.1);
    }

    @Test
    void processAloneShouldUseNearlyAllOfTheQuota() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member only = run.process(20_000).sync(Duration.ZERO);

        SyncReport report = run.join(only);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.service.ledger().texts())
                .hasSize(20_000)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        assertThat(run.used(TOKENS, Duration.ZERO, seconds(150))).isGreaterThan(0.9);
    }

    @Test
    void processThatDiesShouldLoseOnlyItsReservation() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member first = run.process(30_000).sync(Duration.ZERO);
        SharedQuotaRun.Member second = run.process(30_000).sync(Duration.ofMillis(300));
        SharedQuotaRun.Member third = run.process(30_000).sync(Duration.ofMillis(600));
        third.killAfter(seconds(70));

        run.until(seconds(240));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.used(TOKENS, Duration.ZERO, seconds(70))).isGreaterThan(0.9);
        assertThat(run.used(TOKENS, seconds(70), seconds(82)))
                .as("until its part is free")
                .isGreaterThan(0.6);
        assertThat(run.used(TOKENS, seconds(82), seconds(240))).isGreaterThan(0.9);
        assertThat((double) first.tokens() / second.tokens()).isBetween(0.95, 1.05);
    }

    @Test
    void processThatStartsLaterShouldSoonGetItsHalf() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member first = run.process(40_000).sync(Duration.ZERO);
        SharedQuotaRun.Member second = run.process(20_000).sync(seconds(75));

        run.until(seconds(85));
        long firstBefore = first.tokens();
        long secondBefore = second.tokens();
        run.until(seconds(175));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat((double) (first.tokens() - firstBefore) / (second.tokens() - secondBefore))
                .isBetween(0.9, 1.1);
        assertThat(run.used(TOKENS, seconds(60), seconds(175))).isGreaterThan(0.9);
    }

    @Test
    void unusedQuotaOfOneProcessShouldBeUsedByTheOther() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        run.process(2_000, EngineSettings.builder().embedBatchSize(1).embedConcurrency(1))
                .sync(Duration.ZERO);
        run.process(30_000).sync(Duration.ZERO);

        run.until(seconds(180));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.used(TOKENS, Duration.ZERO, seconds(180))).isGreaterThan(0.85);
    }

    @Test
    void quotaOfRequestsShouldBeShared() {
        SharedQuotaRun run = new SharedQuotaRun(service -> service.tokens(text -> 50, text -> 50)
                .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                .trueQuota(REQUESTS, TOKENS));
        SharedQuotaRun.Member first =
                run.process(20_000, EngineSettings.builder().embedBatchSize(4)).sync(Duration.ZERO);
        SharedQuotaRun.Member second =
                run.process(20_000, EngineSettings.builder().embedBatchSize(4)).sync(Duration.ZERO);

        run.until(seconds(180));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.service.ledger().answersBetween(Duration.ZERO, seconds(180)) / (3.0 * REQUESTS))
                .isGreaterThan(0.9);
        assertThat((double) first.tokens() / second.tokens()).isBetween(0.95, 1.05);
    }

    /** One request needs most of a minute's quota, so no process may hold a part of it that the other needs. */
    @Test
    void smallQuotaShouldStarveNoProcess() {
        SharedQuotaRun run = new SharedQuotaRun(quota(3, 10_000));
        SharedQuotaRun.Member first =
                run.process(1_000, EngineSettings.builder().embedBatchSize(14)).sync(Duration.ZERO);
        SharedQuotaRun.Member second =
                run.process(1_000, EngineSettings.builder().embedBatchSize(14)).sync(seconds(1));

        run.until(seconds(1_800));

        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat((double) first.tokens() / second.tokens()).isBetween(0.8, 1.25);
        assertThat(run.used(10_000, Duration.ZERO, seconds(1_800))).isGreaterThan(0.5);
    }

    @Test
    void halfOfTheQuotaShouldBeDetectedByBoth() {
        SharedQuotaRun run = new SharedQuotaRun(service -> service.tokens(text -> 500, text -> 400)
                .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                .trueQuota(REQUESTS, TOKENS / 2));
        SharedQuotaRun.Member first =
                run.process(12_000, EngineSettings.builder().embedBatchSize(10)).sync(Duration.ZERO);
        SharedQuotaRun.Member second =
                run.process(12_000, EngineSettings.builder().embedBatchSize(10)).sync(Duration.ofMillis(200));

        SyncReport report = run.join(first);
        SyncReport other = run.join(second);

        assertThat(report.recordsEmbedded() + other.recordsEmbedded()).isEqualTo(24_000);
        assertThat(run.service.ledger().texts())
                .hasSize(24_000)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        assertThat(run.used(TOKENS / 2, Duration.ZERO, seconds(300))).isGreaterThan(0.85);
    }

    @Test
    void unreachableStoreShouldPauseTheRunUntilItIsBack() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member only = run.process(8_000).sync(Duration.ZERO);
        fail(run, only, Fault.failTransient(), seconds(20));
        run.time.after(seconds(80), () -> only.faults.follow(FaultPlan.NONE));

        SyncReport report = run.join(only);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.paused()).isBetween(seconds(50), seconds(75));
        assertThat(run.service.ledger().requests())
                .as("requests beyond what was reserved")
                .noneMatch(at -> at.compareTo(seconds(25)) > 0 && at.compareTo(seconds(80)) < 0);
        assertThat(run.service.ledger().texts())
                .hasSize(8_000)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void storeThatStaysUnreachableShouldEndTheRunAndTheNextOneShouldResume() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member only = run.process(8_000).sync(Duration.ZERO);
        fail(run, only, Fault.failTransient(), seconds(20));

        SyncReport report = run.join(only);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure()).containsInstanceOf(TransientException.class);
        assertThat(report.duration()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(report.recordsFailed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unknownOutcomeShouldNeitherLoseNorDoubleSpentQuota(boolean applied) {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        SharedQuotaRun.Member first = run.process(15_000).sync(Duration.ZERO);
        SharedQuotaRun.Member second = run.process(15_000).sync(Duration.ofMillis(300));
        FaultPlanBuilder plan = FaultPlan.builder();
        for (int call = 3; call < 200; call += 7) {
            plan.at(
                    PortMethod.STORE_COMPARE_AND_SET_DOCUMENT,
                    call,
                    applied ? Fault.unknownOutcomeAfter() : Fault.unknownOutcomeBefore());
        }
        first.faults.follow(plan.build());

        assertThat(run.join(first).outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(run.join(second).outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(run.used(TOKENS, Duration.ZERO, seconds(180))).isGreaterThan(0.85);
    }

    @Test
    void damagedLedgerShouldEndTheRunImmediately() {
        SharedQuotaRun run = new SharedQuotaRun(quota(REQUESTS, TOKENS));
        run.states.compareAndSetDocument(SharedQuotaRun.BUDGET, 0, "syncline-budget 1\nspent 5");

        SyncReport report = run.join(run.process(1_000).sync(Duration.ZERO));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure()).containsInstanceOf(SetupException.class);
        assertThat(report.errors())
                .singleElement()
                .asString()
                .contains("account-1")
                .contains("damaged");
    }

    @Test
    void embedderWithoutQuotaShouldBeRefused() {
        SharedQuotaRun run = new SharedQuotaRun(UnaryOperator.identity());
        assertThatThrownBy(() -> run.process(1))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no quota to share");
    }

    private static void fail(SharedQuotaRun run, SharedQuotaRun.Member process, Fault fault, Duration after) {
        run.time.after(
                after,
                () -> process.faults.follow(FaultPlan.builder()
                        .from(PortMethod.STORE_DOCUMENT, 1, fault)
                        .build()));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
