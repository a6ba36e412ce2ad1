package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.settings.EngineSettings;
import io.syncline.enginetests.StateKeys;
import io.syncline.testkit.embedding.ServiceLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of a failing embedding service, in virtual time. */
class EmbedFailuresTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    @ParameterizedTest
    @ValueSource(ints = {1, 777, 2_525, 5_000})
    void badTextAmongFiveThousandShouldBeFoundWithFewRequests(int bad) {
        int batch = 50;
        QuotaRun run = new QuotaRun(
                EngineSettings.builder().embedBatchSize(batch),
                service -> service.refuse(text -> text.endsWith(MODEL + " " + bad)),
                Map.of(MODEL, 5_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(4_999);
        assertThat(report.recordsFailed()).isEqualTo(1);
        assertThat(run.metadata.failures(StateKeys.of(run.metadata, MODEL), Cursor.START, 10))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.id().number()).isEqualTo(bad);
                    assertThat(failed.reason()).contains("The service refuses one of 1 texts");
                });
        int extra = run.service.ledger().requests().size() - 5_000 / batch;
        assertThat((double) extra).isLessThanOrEqualTo(2 * Math.log(batch) / Math.log(2) + 2);
    }

    @Test
    void textThatRepeatedlyFailsShouldBeTreatedAsRejected() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.failOver(text -> text.endsWith(MODEL + " 777")),
                Map.of(MODEL, 5_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(4_999);
        assertThat(run.metadata.failures(StateKeys.of(run.metadata, MODEL), Cursor.START, 10))
                .singleElement()
                .satisfies(failed -> assertThat(failed.id().number()).isEqualTo(777));
    }

    @Test
    void outageShouldLoseNothingAndEmbedNothingTwice() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400)
                        .toldQuota(QuotaRun.quota(2_000, 3_000_000))
                        .outage(QuotaRun.EPOCH.plusSeconds(20), QuotaRun.EPOCH.plusSeconds(140)),
                Map.of(MODEL, 8_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(8_000);
        ServiceLedger ledger = run.service.ledger();
        assertThat(ledger.texts())
                .as("the records, and the text that showed the end of the outage")
                .hasSize(8_001);
        assertThat(ledger.texts()).allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        // While the service is down, only occasional probes are sent.
        assertThat(ledger.requests().stream().filter(at -> at.toSeconds() >= 21 && at.toSeconds() < 140))
                .hasSizeBetween(2, 15);
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(250));
    }

    @Test
    void longOutageShouldEndTheRunAndTheNextOneShouldResume() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400)
                        .toldQuota(QuotaRun.quota(2_000, 3_000_000))
                        .outage(QuotaRun.EPOCH.plusSeconds(30), QuotaRun.EPOCH.plusSeconds(1_500)),
                Map.of(MODEL, 8_000));

        SyncReport first = run.sync(MODEL, Duration.ZERO).join().get(0);
        run.sync(MODEL, Duration.ofMinutes(20));
        SyncReport second = run.join().get(1);

        assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(first.failure()).containsInstanceOf(TransientException.class);
        assertThat(first.duration()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
        assertThat(first.recordsFailed()).isZero();
        assertThat(second.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(second.resumed()).isTrue();
        Map<String, Integer> texts = run.service.ledger().texts();
        assertThat(texts)
                .as("the records, and the text that showed the end of the outage")
                .hasSizeBetween(8_000, 8_001);
        assertThat(texts.values().stream().filter(times -> times > 1).count())
                .as("texts embedded again, at most those in flight")
                .isLessThanOrEqualTo(32 * 50L);
    }

    @Test
    void shortOutageShouldNotBreakUpBatches() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder().embedBatchSize(50),
                service -> service.outage(QuotaRun.EPOCH.plusMillis(500), QuotaRun.EPOCH.plusSeconds(5)),
                Map.of(MODEL, 10_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        List<Duration> afterwards = run.service.ledger().requests().stream()
                .filter(at -> at.toMillis() > 5_000)
                .toList();
        long left = 200 - run.service.ledger().answersBetween(Duration.ZERO, Duration.ofMillis(500));
        int control = 1;
        assertThat(afterwards).hasSize((int) left + control);
    }

    @Test
    void sizeOfRequestsShouldBeReducedWhenTheServiceAcceptsFewerTexts() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder().embedBatchSize(50), service -> service.mostInputs(32), Map.of(MODEL, 5_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(5_000);
        assertThat(run.service.ledger().requests()).hasSizeLessThan(5_000 / 25 + 60);
    }

    @Test
    void cancelledRunShouldNotWaitForAServiceThatIsDown() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.toldQuota(QuotaRun.quota(2_000, 3_000_000))
                        .outage(QuotaRun.EPOCH, QuotaRun.EPOCH.plusSeconds(3_600)),
                Map.of(MODEL, 2_000));
        SyncRunner runner = run.runner(MODEL);
        run.time.after(Duration.ofSeconds(30), runner::cancel);

        SyncReport report = run.join(runner.run(active -> active));

        assertThat(report.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(32));
        assertThat(report.recordsFailed()).isZero();
    }

    @Test
    void cancelledRunShouldNotWaitLongForItsQuota() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400)
                        .toldQuota(QuotaRun.quota(3, 10_000))
                        .trueQuota(3, 10_000),
                Map.of(MODEL, 2_000));
        SyncRunner runner = run.runner(MODEL);
        run.time.after(Duration.ofSeconds(60), runner::cancel);

        SyncReport report = run.join(runner.run(active -> active));

        assertThat(report.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(75));
        assertThat(run.service.ledger().refusals()).isEmpty();
        assertThat(report.recordsEmbedded())
                .as("what was embedded is stored")
                .isEqualTo(run.service.ledger().texts().size());
    }
}
