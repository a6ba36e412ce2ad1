package io.syncline.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.failure.LostRaceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynclineMetricsTest {

    private static final Tags TAGS = Tags.of("source", Events.SOURCE, "model", Events.MODEL.value());

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final SynclineMetrics metrics = new SynclineMetrics(registry, Events.SOURCE);

    private double gauge(String name, String... more) {
        return registry.get(name).tags(TAGS.and(more)).gauge().value();
    }

    private double counter(String name, String... more) {
        return registry.get(name).tags(TAGS.and(more)).counter().count();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.wallTime());
    }

    @Test
    void lagShouldGrowWhileNothingRuns() {
        metrics.finished(Events.sync(now().minusSeconds(5)));

        clock.add(Duration.ofMinutes(10));

        assertThat(gauge("syncline.freshness.lag")).isEqualTo(605);
        assertThat(gauge("syncline.last.success", "type", "sync"))
                .isEqualTo(now().minusSeconds(600).toEpochMilli() / 1000.0);
    }

    @Test
    void lagShouldFollowAClockThatIsSetRight() {
        metrics.finished(Events.sync(now().plus(Duration.ofDays(365))));

        metrics.finished(Events.sync(now().minusSeconds(7_200)));

        assertThat(gauge("syncline.freshness.lag")).isEqualTo(7_200);
    }

    @Test
    void refusalOfASecondRunShouldNotEndTheFirst() {
        metrics.started(Events.run());

        metrics.finished(Events.failed(RunOutcome.REFUSED_IN_PROGRESS));

        assertThat(gauge("syncline.run.active")).isEqualTo(1);
    }

    /** As a plan, or a cleanup that is refused or cannot reach the source. */
    @Test
    void endOfWhatHasNotStartedShouldNotHideARunInProgress() {
        metrics.started(Events.run());
        metrics.paused(Events.MODEL, Events.pause(RunPause.Party.EMBEDDER));

        metrics.ended(Events.MODEL);
        metrics.finished(Events.failed(RunOutcome.FAILED));

        assertThat(gauge("syncline.run.active")).isEqualTo(1);
        assertThat(gauge("syncline.paused", "service", "embedder")).isEqualTo(1);
        metrics.stopped(Events.run());
        assertThat(gauge("syncline.run.active")).isZero();
        assertThat(gauge("syncline.paused", "service", "embedder")).isZero();
    }

    @Test
    void runThatMovesNoWatermarkShouldNotLookFresh() {
        metrics.finished(Events.sync(now()));
        clock.add(Duration.ofMinutes(10));

        metrics.finished(Events.failed(RunOutcome.FAILED));
        metrics.finished(SyncReport.builder()
                .outcome(RunOutcome.COMPLETED)
                .model(Events.MODEL)
                .syncType(SyncType.INCREMENTAL)
                .build());

        assertThat(gauge("syncline.freshness.lag")).as("after a trial").isEqualTo(600);
    }

    @Test
    void storedStateShouldFillTheGaugesAfterARestart() {
        ModelStatus stored = Events.status(now().minusSeconds(60));

        metrics.show(stored);

        assertThat(gauge("syncline.freshness.lag")).isEqualTo(60);
        assertThat(gauge("syncline.last.success", "type", "sync"))
                .isEqualTo(now().minusSeconds(50).toEpochMilli() / 1000.0);
        assertThat(gauge("syncline.last.success", "type", "cleanup"))
                .isEqualTo(now().minusSeconds(3_000).toEpochMilli() / 1000.0);
        assertThat(gauge("syncline.stored.records")).isEqualTo(100);
        assertThat(gauge("syncline.failed.records")).isEqualTo(3);
        assertThat(gauge("syncline.touched.records")).isEqualTo(2);
    }

    @Test
    void statusWithoutSinkShouldKeepTheLastCount() {
        metrics.show(Events.status(now()));

        metrics.show(ModelStatus.builder()
                .model(Events.MODEL)
                .recordsSynced(0)
                .recordsStored(0)
                .sinkProblem("unreachable")
                .failedRecords(0)
                .build());

        assertThat(gauge("syncline.stored.records")).isEqualTo(100);
        assertThat(gauge("syncline.failed.records")).isZero();
    }

    @Test
    void unknownShouldHaveNoValueSoThatNoAlertFires() {
        metrics.started(Events.run());

        assertThat(gauge("syncline.freshness.lag")).isNaN();
        assertThat(gauge("syncline.failed.records")).isNaN();
    }

    @Test
    void countersShouldAddUpOverRuns() {
        metrics.finished(Events.sync(now()));
        metrics.finished(Events.sync(now()));
        metrics.embedded(Events.MODEL, Events.call(true));
        metrics.embedded(Events.MODEL, Events.call(false));

        assertThat(counter("syncline.records", "outcome", "embedded")).isEqualTo(20);
        assertThat(counter("syncline.records", "outcome", "failed")).isEqualTo(2);
        assertThat(counter("syncline.embedding.cost")).isEqualTo(0.5);
        assertThat(counter("syncline.embedding.tokens", "embedder", "e/m/8")).isEqualTo(120);
        assertThat(counter("syncline.embedding.requests", "embedder", "e/m/8", "outcome", "failure"))
                .isEqualTo(1);
        assertThat(registry.get("syncline.run")
                        .tags(TAGS.and("type", "incremental", "outcome", "completed"))
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(14);
    }

    @Test
    void pauseShouldShowWhatIsWaitedForUntilItEnds() {
        metrics.paused(Events.MODEL, Events.pause(RunPause.Party.EMBEDDER));
        assertThat(gauge("syncline.paused", "service", "embedder", "reason", "rate-limit"))
                .isEqualTo(1);

        metrics.paused(Events.MODEL, Events.pause(RunPause.Party.SINK));
        assertThat(gauge("syncline.paused", "service", "embedder", "reason", "rate-limit"))
                .isZero();
        assertThat(gauge("syncline.paused", "service", "sink", "reason", "rate-limit"))
                .isEqualTo(1);

        metrics.resumed(Events.MODEL, Duration.ofSeconds(1));
        assertThat(gauge("syncline.paused", "service", "sink", "reason", "rate-limit"))
                .isZero();
    }

    @Test
    void runShouldBeActiveFromItsStartToItsEnd() {
        metrics.started(Events.run());
        metrics.progressed(Events.progress());
        assertThat(gauge("syncline.run.active")).isEqualTo(1);
        assertThat(gauge("syncline.run.progress")).isEqualTo(0.25);

        metrics.stopped(Events.run());
        metrics.finished(Events.sync(now()));
        assertThat(gauge("syncline.run.active")).isZero();
    }

    @Test
    void lostLeaseShouldBeCounted() {
        metrics.finished(SyncReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(Events.MODEL)
                .syncType(SyncType.FULL)
                .failure(new LostRaceException("taken over"))
                .build());

        assertThat(counter("syncline.lease.lost")).isEqualTo(1);
    }

    private double lastFailure(String type) {
        return gauge("syncline.last.failure", "type", type);
    }

    /** Somebody can be called for a model that has never completed a sync, and for a cleanup that does not any more. */
    @Test
    void failuresAndRefusalsShouldBeDatedByType() {
        metrics.finished(Events.failed(RunOutcome.FAILED));
        double first = now().toEpochMilli() / 1000.0;
        assertThat(lastFailure("sync")).isEqualTo(first);
        assertThat(registry.find("syncline.last.success").gauges()).isEmpty();

        clock.add(Duration.ofHours(1));
        metrics.finished(Events.sync(now()));
        metrics.finished(Events.refusedCleanup());

        assertThat(gauge("syncline.last.success", "type", "sync")).isGreaterThan(lastFailure("sync"));
        assertThat(lastFailure("cleanup")).isEqualTo(first + 3_600);
        assertThat(registry.find("syncline.last.failure").tags("type", "verify").gauges())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RunOutcome.class,
            names = {"COMPLETED", "COMPLETED_WITH_FAILURES", "CANCELLED", "REFUSED_IN_PROGRESS"})
    void runThatNobodyHasToSeeToShouldBeNoFailure(RunOutcome outcome) {
        metrics.finished(Events.failed(outcome));
        assertThat(registry.find("syncline.last.failure").gauges()).isEmpty();
    }

    @Test
    void failureOfAnEarlierProcessShouldBeKnownFromTheStatus() {
        Instant failed = now().minusSeconds(300);
        metrics.show(Events.status(
                now(),
                Optional.of(
                        new LastRun(RunKind.CLEANUP, RunOutcome.REFUSED_BY_GUARD, failed, Optional.of("too many")))));
        assertThat(lastFailure("cleanup")).isEqualTo(failed.toEpochMilli() / 1000.0);
    }

    @Test
    void metersOfModelsThatAreNotKeptShouldVanish() {
        Events.all(metrics, now());
        SynclineMetrics other = new SynclineMetrics(registry, "memory:other");
        other.show(Events.status(now()));

        metrics.keep(Set.of(ModelName.of("product.template")));

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTag("source")).isEqualTo("memory:other"));
        metrics.show(Events.status(now()));
        assertThat(gauge("syncline.stored.records")).isEqualTo(100);
        metrics.keep(Set.of(Events.MODEL));
        assertThat(gauge("syncline.stored.records")).isEqualTo(100);
    }
}
