package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.settings.EngineSettings;
import io.syncline.enginetests.StateKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a run that waits for the embedder is reported, in virtual time. */
class EmbedPausesTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    @Test
    void outageShouldBeReportedToListenersProcessesAndInTheReport() {
        Pauses heard = new Pauses();
        QuotaRun run = new QuotaRun(
                        EngineSettings.builder(),
                        service -> service.tokens(text -> 400, text -> 400)
                                .toldQuota(QuotaRun.quota(2_000, 3_000_000))
                                .outage(QuotaRun.EPOCH.plusSeconds(20), QuotaRun.EPOCH.plusSeconds(140)),
                        Map.of(MODEL, 8_000))
                .withListener(heard);
        SyncRunner runner = run.runner(MODEL);
        CompletableFuture<SyncReport> end = runner.run(active -> active);

        run.until(Duration.ofSeconds(100));
        Optional<Lease> lease =
                run.metadata.read(StateKeys.of(run.metadata, MODEL)).state().lease();
        Optional<String> own = runner.waitingFor();
        SyncReport report = run.join(end);

        String words = "simulated/service/4: outage";
        assertThat(own).hasValue(words);
        assertThat(lease.flatMap(Lease::waitingFor))
                .as("the pause as other processes see it")
                .hasValue(words);
        assertThat(runner.waitingFor()).as("afterwards").isEmpty();
        assertThat(heard.pauses).hasSizeBetween(40, 70).allSatisfy(pause -> {
            assertThat(pause.reason()).isEqualTo(RunPause.Reason.OUTAGE);
            assertThat(pause.cause()).contains("The service is down");
            assertThat(pause.retryIn()).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        });
        assertThat(heard.resumed)
                .singleElement()
                .satisfies(lasted -> assertThat(lasted).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(151)));
        assertThat(report.paused()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(151));
    }

    @Test
    void rateLimitShouldBeReportedWithTheRequestedWait() {
        Pauses heard = new Pauses();
        QuotaRun run = new QuotaRun(
                        EngineSettings.builder(),
                        service -> service.tokens(text -> 400, text -> 400)
                                .toldQuota(QuotaRun.quota(2_000, 3_000_000))
                                .trueQuota(2_000, 1_500_000)
                                .retryAfter(Duration.ofSeconds(12)),
                        Map.of(MODEL, 6_000))
                .withListener(heard);

        run.sync(MODEL, Duration.ZERO).join();

        assertThat(heard.pauses)
                .isNotEmpty()
                .allSatisfy(pause -> assertThat(pause.reason()).isEqualTo(RunPause.Reason.RATE_LIMIT));
        assertThat(heard.pauses.get(0).retryIn()).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(13));
        assertThat(heard.pauses.get(0).describe())
                .isEqualTo("waiting for simulated/service/4: rate limit, next attempt in 13 s");
        assertThat(heard.resumed).isNotEmpty();
    }

    @Test
    void timeSpentWaitingForTheQuotaShouldBeReported() {
        QuotaRun run = new QuotaRun(
                EngineSettings.builder(),
                service -> service.tokens(text -> 400, text -> 400).toldQuota(QuotaRun.quota(2_000, 3_000_000)),
                Map.of(MODEL, 8_000));

        SyncReport report = run.sync(MODEL, Duration.ZERO).join().get(0);

        assertThat(report.waitedForQuota()).isGreaterThan(report.duration().dividedBy(2));
        assertThat(report.waitedForQuota()).isLessThanOrEqualTo(report.duration());
        assertThat(report.paused()).isZero();
    }

    private static final class Pauses implements SyncListener {

        private final List<RunPause> pauses = new ArrayList<>();
        private final List<Duration> resumed = new ArrayList<>();

        @Override
        public void paused(ModelName model, RunPause pause) {
            pauses.add(pause);
        }

        @Override
        public void resumed(ModelName model, Duration lasted) {
            resumed.add(lasted);
        }
    }
}
