package io.syncline.micrometer;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.Stage;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.TransientException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** One event of each kind. */
final class Events {

    static final String SOURCE = "memory:test";
    static final ModelName MODEL = ModelName.of("res.partner");

    private Events() {}

    static SyncReport sync(Instant watermark) {
        return SyncReport.builder()
                .outcome(RunOutcome.COMPLETED)
                .model(MODEL)
                .syncType(SyncType.INCREMENTAL)
                .recordsEmbedded(10)
                .recordsUnchanged(5)
                .recordsFailed(1)
                .tokens(120)
                .cost(new BigDecimal("0.25"))
                .duration(Duration.ofSeconds(7))
                .waitedForQuota(Duration.ofSeconds(2))
                .watermark(watermark)
                .build();
    }

    static SyncReport failed(RunOutcome outcome) {
        return SyncReport.builder()
                .outcome(outcome)
                .model(MODEL)
                .syncType(SyncType.FULL)
                .build();
    }

    static ModelStatus status(Instant watermark) {
        return status(watermark, Optional.empty());
    }

    static ModelStatus status(Instant watermark, Optional<LastRun> lastRun) {
        return ModelStatus.builder()
                .model(MODEL)
                .lastSync(watermark.plusSeconds(10))
                .watermark(watermark)
                .lastCleanup(watermark.minusSeconds(2_940))
                .recordsSynced(16)
                .recordsStored(100)
                .failedRecords(3)
                .touchedRecords(2)
                .lastRun(lastRun)
                .build();
    }

    static ActiveRun run() {
        return ActiveRun.builder()
                .model(MODEL)
                .kind(RunKind.SYNC)
                .owner("test")
                .startedAt(Instant.EPOCH)
                .done(0)
                .build();
    }

    static RunProgress progress() {
        return new RunProgress(MODEL, 30, 25, 20, 0, OptionalLong.of(100), Duration.ofSeconds(3), 40);
    }

    static EmbeddingCall call(boolean success) {
        return new EmbeddingCall(
                "e/m/8",
                10,
                success ? 120 : 0,
                Duration.ofMillis(250),
                success ? Optional.empty() : Optional.of(new TransientException("down", null)));
    }

    static RunPause pause(RunPause.Party party) {
        return new RunPause(
                RunPause.Reason.RATE_LIMIT, party, "e/m/8", "too many requests", Duration.ZERO, Duration.ofSeconds(2));
    }

    /** Lets a listener hear of everything. */
    static void all(SynclineMetrics metrics, Instant now) {
        metrics.show(status(now));
        metrics.started(run());
        metrics.progressed(progress());
        metrics.stageEnded(MODEL, new StageTiming(Stage.EMBED, 1, 10, Duration.ZERO, Duration.ofMillis(250)));
        metrics.embedded(MODEL, call(true));
        metrics.embedded(MODEL, call(false));
        metrics.paused(MODEL, pause(RunPause.Party.EMBEDDER));
        metrics.stopped(run());
        metrics.finished(sync(now));
        metrics.finished(CleanupReport.builder()
                .outcome(RunOutcome.COMPLETED)
                .model(MODEL)
                .recordsDeleted(1)
                .build());
        metrics.finished(VerifyReport.builder()
                .outcome(RunOutcome.COMPLETED)
                .model(MODEL)
                .build());
        metrics.finished(refusedCleanup());
        metrics.ended(MODEL);
    }

    static CleanupReport refusedCleanup() {
        return CleanupReport.builder()
                .outcome(RunOutcome.REFUSED_BY_GUARD)
                .model(MODEL)
                .build();
    }
}
