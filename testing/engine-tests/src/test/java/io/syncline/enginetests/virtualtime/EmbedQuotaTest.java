package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.embedding.ServiceLedger;
import io.syncline.testkit.embedding.SimulatedService;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a quota is used, and that it is never exceeded, in virtual time. */
class EmbedQuotaTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final long REQUESTS = 2_000;
    private static final long TOKENS = 3_000_000;

    @Test
    void tokenQuotaShouldBeUsedFullyAndNeverExceeded() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 500, text -> 400)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS),
                Map.of(MODEL, 25_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertAllEmbeddedOnce(run, report, 25_000);
        assertThat(used(run, minutes(3)) / (3.0 * TOKENS)).isGreaterThan(0.97);
        assertThat(run.service.ledger().refusals()).isEmpty();
    }

    @Test
    void requestQuotaShouldBeUsedFullyAndNeverExceeded() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder().embedBatchSize(4),
                service -> service.tokens(text -> 50, text -> 50)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS),
                Map.of(MODEL, 26_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertAllEmbeddedOnce(run, report, 26_000);
        long answers = run.service.ledger().answersBetween(Duration.ZERO, minutes(3));
        assertThat(answers / (3.0 * REQUESTS)).isGreaterThan(0.97);
        assertThat(run.service.ledger().refusals()).isEmpty();
    }

    @Test
    void firstSyncShouldTakeLittleLongerThanTheQuotaOfTheFirstTierAllows() {
        int records = 75_000;
        long tokensPerMinute = 8_000_000;
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 250, text -> 200)
                        .toldQuota(QuotaRun.quota(REQUESTS, tokensPerMinute))
                        .trueQuota(REQUESTS, tokensPerMinute),
                Map.of(MODEL, records));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertAllEmbeddedOnce(run, report, records);
        Duration bound = Duration.ofMinutes(1).multipliedBy(records * 200L).dividedBy(tokensPerMinute);
        assertThat(report.duration()).isLessThan(bound.multipliedBy(105).dividedBy(100));
    }

    @Test
    void quotaShouldNotBeExceededAfterAnIdlePeriod() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 500, text -> 400)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS),
                Map.of(MODEL, 6_000, ModelName.of("crm.lead"), 12_000));

        run.sync(MODEL, Duration.ZERO)
                .sync(ModelName.of("crm.lead"), Duration.ofSeconds(75))
                .join();

        assertThat(run.service.ledger().refusals()).isEmpty();
    }

    /** Services count by the minute or by parts of it; half of the configured quota is available. */
    @ParameterizedTest
    @ValueSource(ints = {5, 12, 15, 25, 45, 60})
    void halfOfTheQuotaShouldBeDetectedAndUsed(int window) {
        QuotaRun run = halfOfTheQuota(10, service -> service.window(Duration.ofSeconds(window)));

        assertHalfOfTheQuotaIsUsed(run, Duration.ofSeconds(window), 0.95);
    }

    /** Few large requests fit into a window, so that not all of it can be used. */
    @ParameterizedTest
    @ValueSource(ints = {15, 60})
    void halfOfTheQuotaShouldBeUsedByLargeRequestsToo(int window) {
        QuotaRun run = halfOfTheQuota(100, service -> service.window(Duration.ofSeconds(window)));

        assertHalfOfTheQuotaIsUsed(run, Duration.ofSeconds(window), 0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60})
    void halfOfTheQuotaShouldBeUsedWithATokenBucket(int seconds) {
        QuotaRun run = halfOfTheQuota(10, service -> service.bucket(Duration.ofSeconds(seconds)));

        assertHalfOfTheQuotaIsUsed(run, Duration.ofSeconds(seconds), 0.97);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 60})
    void halfOfTheQuotaShouldBeUsedWithFixedWindows(int seconds) {
        QuotaRun run = halfOfTheQuota(10, service -> service.period(Duration.ofSeconds(seconds)));

        assertHalfOfTheQuotaIsUsed(run, Duration.ofSeconds(seconds), 0.9);
    }

    private static QuotaRun halfOfTheQuota(int batch, UnaryOperator<SimulatedService.Builder> limit) {
        return new QuotaRun(
                EngineSettings.builder().embedBatchSize(batch),
                service -> limit.apply(service.tokens(text -> 500, text -> 400)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS / 2)),
                Map.of(MODEL, 24_000));
    }

    private static void assertHalfOfTheQuotaIsUsed(QuotaRun run, Duration window, double least) {
        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertAllEmbeddedOnce(run, report, 24_000);
        ServiceLedger ledger = run.service.ledger();
        assertThat(used(run, minutes(6)) / (6.0 * TOKENS / 2)).isGreaterThan(least);
        // 10 s after the service has quota again, few requests are refused.
        Duration refused = ledger.refusals().get(0);
        Duration settled = (refused.compareTo(window) > 0 ? refused : window).plusSeconds(10);
        assertThat(ledger.refusals().stream().filter(at -> at.compareTo(settled) > 0))
                .hasSizeLessThan(30);
        long afterwards = ledger.tokensBetween(settled, settled.plus(minutes(4)));
        assertThat(afterwards / (4.0 * TOKENS / 2)).isGreaterThan(least - 0.01);
    }

    @Test
    void twoModelsShouldShareTheQuotaFairlyWhateverTheLengthOfTheirTexts() {
        ModelName other = ModelName.of("crm.lead");
        ToIntFunction<String> tokens = text -> isOf(other, text) ? 100 : 400;
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(tokens, tokens)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS),
                Map.of(MODEL, 12_000, other, 24_000));

        run.sync(MODEL, Duration.ZERO).sync(other, Duration.ofSeconds(20)).until(Duration.ofSeconds(20));
        long before = tokensOf(run, MODEL);
        run.until(Duration.ofSeconds(80));

        double own = tokensOf(run, MODEL) - before;
        double others = tokensOf(run, other);
        assertThat(others / own).isBetween(0.9, 1.1);
        assertThat((own + others) / TOKENS).isGreaterThan(0.97);
        assertThat(run.service.ledger().refusals()).isEmpty();
    }

    private static boolean isOf(ModelName model, String text) {
        return text.contains(model.value());
    }

    private static long tokensOf(QuotaRun run, ModelName model) {
        return run.service.ledger().texts().keySet().stream()
                .filter(text -> isOf(model, text))
                .mapToLong(run.service::tokens)
                .sum();
    }

    @Test
    void waitThatTheServiceRequestsShouldBeRespected() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400)
                        .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
                        .trueQuota(REQUESTS, TOKENS / 2)
                        .retryAfter(Duration.ofSeconds(20)),
                Map.of(MODEL, 8_000));

        run.sync(MODEL, Duration.ZERO).join();

        ServiceLedger ledger = run.service.ledger();
        Duration refused = ledger.refusals().get(0);
        assertThat(ledger.requests())
                .filteredOn(at -> at.compareTo(refused.plusMillis(300)) > 0)
                .first()
                .isEqualTo(ledger.requests().stream()
                        .filter(at -> at.compareTo(refused.plusSeconds(20)) > 0)
                        .findFirst()
                        .orElseThrow());
    }

    private static void assertAllEmbeddedOnce(QuotaRun run, SyncReport report, int records) {
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(records);
        assertThat(run.service.ledger().texts())
                .hasSize(records)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        assertThat(report.tokens()).isEqualTo(run.service.ledger().tokens());
    }

    private static long used(QuotaRun run, Duration time) {
        return run.service.ledger().tokensBetween(Duration.ZERO, time);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
