package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.settings.EngineSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The estimates of a plan, and syncs refused by a cost limit. */
class PlanTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    @Test
    void planShouldPredictTheSync() {
        QuotaRun run = run();

        PlanReport plan = run.plan(SyncRequest.of(MODEL.value()));
        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(plan.recordsToEmbed()).isEqualTo(report.recordsEmbedded()).isEqualTo(3_000);
        assertThat(plan.chunks()).isEqualTo(report.chunksEmbedded());
        assertThat(plan.tokens()).isEqualTo(report.tokens());
        assertThat(plan.requests()).isEqualTo(60);
        assertThat(plan.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.06"));
        assertThat(report.cost()).isEqualTo(plan.cost());
        assertThat(plan.timeAtQuota()).hasValue(Duration.ofMinutes(2));
        assertThat(report.duration()).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(126));
    }

    @Test
    void planShouldEmbedNothingAndWriteNothing() {
        QuotaRun run = run();

        run.plan(SyncRequest.of(MODEL.value()));

        assertThat(run.service.ledger().requests()).isEmpty();
        assertThat(run.metadata.keys()).isEmpty();
    }

    @Test
    void planShouldFindNothingToDoAfterASync() {
        QuotaRun run = run();
        run.sync(MODEL, Duration.ZERO).join();

        PlanReport plan =
                run.plan(SyncRequest.builder().model(MODEL).forceFull(true).build());

        assertThat(plan.recordsToEmbed()).isZero();
        assertThat(plan.recordsUnchanged()).isEqualTo(3_000);
        assertThat(plan.tokens()).isZero();
    }

    @Test
    void planShouldUseTheTokensThatTheServiceReported() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 500, text -> 400),
                Map.of(MODEL, 3_000, ModelName.of("crm.lead"), 1_000));
        run.sync(ModelName.of("crm.lead"), Duration.ZERO).join();

        PlanReport plan = run.plan(SyncRequest.of(MODEL.value()));

        assertThat(plan.tokens()).isBetween(1_190_000L, 1_210_000L);
        assertThat(plan.cost()).isEmpty();
    }

    @Test
    void firstPlanAndCostLimitShouldUseTheExpectedTokensThatMayBe() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 500, text -> 400)
                        .expectedRatio(0.9)
                        .toldQuota(EmbedderQuota.builder()
                                .pricePerMillionTokens(new BigDecimal("1"))
                                .build()),
                Map.of(MODEL, 1_000));

        PlanReport plan = run.plan(SyncRequest.of(MODEL.value()));
        SyncReport refused = run.sync(request("0.49"));
        SyncReport report = run.sync(request("0.50"));

        assertThat(plan.tokens()).isEqualTo(450_000);
        assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED_BY_COST);
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.tokens()).isEqualTo(400_000);
    }

    @Test
    void planShouldUseTheTokensOfEarlierSyncsAfterARestart() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(), service -> service.tokens(text -> 500, text -> 400), Map.of(MODEL, 3_000));
        run.sync(MODEL, Duration.ZERO).join();
        run.restart();
        for (int id = 3_001; id <= 3_100; id++) {
            run.add(MODEL, id);
        }

        PlanReport plan = run.plan(SyncRequest.of(MODEL.value()));

        assertThat(plan.recordsToEmbed()).isEqualTo(100);
        assertThat(plan.tokens()).isEqualTo(40_000);
    }

    @Test
    void limitedPlanShouldCountNoMoreThanTheSyncWould() {
        PlanReport plan =
                run().plan(SyncRequest.builder().model(MODEL).testLimit(70).build());

        assertThat(plan.recordsRead()).isEqualTo(70);
        assertThat(plan.requests()).isEqualTo(2);
    }

    @Test
    void syncShouldBeRefusedBeforeItCostsMoreThanAllowed() {
        QuotaRun run = run();

        SyncReport report = run.sync(request("0.05"));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_COST);
        assertThat(report.errors()).singleElement().asString().contains("$0.06", "$0.05");
        assertThat(run.service.ledger().requests()).isEmpty();
    }

    @Test
    void syncShouldRunWhenItCostsNoMoreThanAllowed() {
        assertThat(run().sync(request("0.06")).outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void syncShouldBeRefusedWhenItsPriceIsNotKnown() {
        QuotaRun run = new QuotaRun(EngineSettings.builder(), service -> service, Map.of(MODEL, 10));

        SyncReport report = run.sync(request("100"));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_COST);
        assertThat(report.errors()).singleElement().asString().contains("unknown amount");
    }

    private static SyncRequest request(String maxCost) {
        return SyncRequest.builder()
                .model(MODEL)
                .maxCost(new BigDecimal(maxCost))
                .build();
    }

    /** 3,000 records of 400 tokens; two minutes' worth, at 5 cents per million. */
    private static QuotaRun run() {
        EmbedderQuota quota = EmbedderQuota.builder()
                .requestsPerMinute(2_000)
                .tokensPerMinute(600_000)
                .pricePerMillionTokens(new BigDecimal("0.05"))
                .build();
        return new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400).toldQuota(quota),
                Map.of(MODEL, 3_000));
    }
}
