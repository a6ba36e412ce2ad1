package io.syncline.service.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.service.run.WorkKind;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName PRODUCT = ModelName.of("product.template");
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final InMemoryMetadataStore store = new InMemoryMetadataStore(new ManualClock(START));
    private final FaultInjector faults = new FaultInjector(FaultPlan.builder().build());
    private long nanos;
    private final RunHistory history = opened();

    private RunHistory opened() {
        return RunHistory.in(faults.wrap(store), () -> "source sink", () -> nanos);
    }

    private static RunRecord run(int number, RunOutcome outcome, long embedded, String problem) {
        return new RunRecord(
                "run-" + number,
                WorkKind.SYNC,
                outcome,
                START.plusSeconds(number),
                Duration.ofMillis(1500),
                embedded,
                2,
                3,
                1,
                Optional.of(problem).filter(text -> !text.isEmpty()));
    }

    private static RunRecord idle(int number) {
        return new RunRecord(
                "idle-" + number,
                WorkKind.SYNC,
                RunOutcome.COMPLETED,
                START.plusSeconds(number),
                Duration.ofMillis(40),
                0,
                0,
                0,
                0,
                Optional.empty());
    }

    private void laterByAMinute() {
        nanos += TimeUnit.SECONDS.toNanos(61);
    }

    @Test
    void runsShouldOutlastTheProcess() {
        RunRecord failed = run(1, RunOutcome.FAILED, 0, "The source did not answer");
        history.add(PARTNER, failed);
        history.add(PARTNER, run(2, RunOutcome.COMPLETED, 7, ""));

        assertThat(opened().of(PARTNER)).containsExactly(failed, run(2, RunOutcome.COMPLETED, 7, ""));
        assertThat(opened().of(PRODUCT)).isEmpty();
    }

    @Test
    void processesShouldSeeTheRunsOfEachOtherWithinAMinute() {
        RunHistory other = opened();
        assertThat(other.of(PARTNER)).isEmpty();
        history.add(PARTNER, run(1, RunOutcome.COMPLETED, 1, ""));
        other.add(PARTNER, run(2, RunOutcome.COMPLETED, 1, ""));
        history.add(PARTNER, run(3, RunOutcome.COMPLETED, 1, ""));
        laterByAMinute();

        assertThat(other.of(PARTNER)).extracting(RunRecord::id).containsExactly("run-1", "run-2", "run-3");
        assertThat(history.of(PARTNER)).extracting(RunRecord::id).containsExactly("run-1", "run-2", "run-3");
    }

    @Test
    void onlyTheLastRunsShouldBeKept() {
        IntStream.range(0, 60).forEach(number -> history.add(PARTNER, run(number, RunOutcome.COMPLETED, 1, "")));

        assertThat(opened().of(PARTNER)).hasSize(ModelRuns.MOST).last().isEqualTo(run(59, RunOutcome.COMPLETED, 1, ""));
    }

    private static RunRecord refusedCleanup(int number) {
        return new RunRecord(
                "cleanup-" + number,
                WorkKind.CLEANUP,
                RunOutcome.REFUSED_BY_GUARD,
                START.plusSeconds(number),
                Duration.ofMillis(90),
                0,
                0,
                0,
                0,
                Optional.of("40 of 100 would be deleted"));
    }

    /** A model that is synced each minute would show for less than half an hour that its cleanup was refused. */
    @Test
    void lastCleanupShouldBeKeptHoweverManySyncsFollow() {
        history.add(PARTNER, refusedCleanup(0));
        history.add(PARTNER, refusedCleanup(1));
        IntStream.range(2, 60).forEach(number -> history.add(PARTNER, run(number, RunOutcome.COMPLETED, 1, "")));

        assertThat(opened().of(PARTNER))
                .hasSize(ModelRuns.MOST)
                .startsWith(refusedCleanup(1), run(37, RunOutcome.COMPLETED, 1, ""));
    }

    @Test
    void lastCleanupShouldBeKeptWhileTheStoreCannotBeWritten() {
        history.of(PARTNER);
        faults.follow(FaultPlan.builder()
                .from(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT, 1, Fault.failTransient())
                .from(PortMethod.STORE_DOCUMENT, 1, Fault.failTransient())
                .build());
        history.add(PARTNER, refusedCleanup(1));
        IntStream.range(2, 60).forEach(number -> history.add(PARTNER, idle(number)));

        assertThat(history.of(PARTNER)).contains(refusedCleanup(1)).hasSizeLessThanOrEqualTo(ModelRuns.MOST);
    }

    @Test
    void idleRunsShouldBeWrittenWithTheNextThatWasNotOrTogether() {
        history.add(PARTNER, idle(1));
        assertThat(history.of(PARTNER)).containsExactly(idle(1));
        assertThat(opened().of(PARTNER)).isEmpty();
        history.add(PARTNER, run(2, RunOutcome.COMPLETED, 1, ""));
        assertThat(opened().of(PARTNER)).hasSize(2);

        IntStream.range(3, 13).forEach(number -> history.add(PARTNER, idle(number)));
        assertThat(opened().of(PARTNER)).hasSize(12);
        history.add(PARTNER, idle(13));
        history.flush();
        assertThat(opened().of(PARTNER)).last().isEqualTo(idle(13));
    }

    @Test
    void idleModelShouldCostATenthOfACallARun() {
        history.of(PARTNER);
        long before = store.calls().of(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT);
        IntStream.range(0, 100).forEach(number -> history.add(PARTNER, idle(number)));

        assertThat(store.calls().of(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT)).isEqualTo(before + 10);
    }

    @Test
    void problemsShouldBeOneLineAndCut() {
        String problem = "first\tline\nsecond \u2028 line " + "🚲".repeat(400);
        history.add(PARTNER, run(1, RunOutcome.FAILED, 0, problem));

        assertThat(opened().of(PARTNER)).singleElement().satisfies(read -> {
            String text = read.problem().orElseThrow();
            assertThat(text)
                    .startsWith("first line second line 🚲")
                    .endsWith("🚲…")
                    .doesNotContain("\n", "\t");
            assertThat(text.codePointCount(0, text.length())).isEqualTo(301);
        });
    }

    @Test
    void longestHistoryShouldFitIntoADocument() {
        IntStream.range(0, 30)
                .forEach(number -> history.add(
                        PARTNER,
                        run(number, RunOutcome.REFUSED_FINGERPRINT_CHANGED, Long.MAX_VALUE, "x".repeat(2000))));

        assertThat(new ModelRuns(opened().of(PARTNER)).write()).hasSizeLessThan(12_000);
    }

    @Test
    void damagedOrForeignDocumentsShouldSayNothing() {
        assertThat(ModelRuns.read("").runs()).isEmpty();
        assertThat(ModelRuns.read("syncline-runs 2\n").runs()).isEmpty();
        String damaged = new ModelRuns(
                        List.of(run(1, RunOutcome.COMPLETED, 1, ""), run(2, RunOutcome.FAILED, 1, "why")))
                .write()
                .replace("COMPLETED", "COMPLET");
        assertThat(ModelRuns.read(damaged).runs()).containsExactly(run(2, RunOutcome.FAILED, 1, "why"));
    }

    @Test
    void brokenStoreShouldCostHistoryOnly() {
        faults.follow(FaultPlan.builder()
                .from(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT, 1, Fault.failTransient())
                .from(PortMethod.STORE_DOCUMENT, 1, Fault.failTransient())
                .build());
        IntStream.range(0, 60).forEach(number -> history.add(PARTNER, run(number, RunOutcome.COMPLETED, 1, "")));
        assertThat(history.of(PARTNER)).hasSize(ModelRuns.MOST);

        faults.follow(FaultPlan.builder().build());
        history.add(PARTNER, run(60, RunOutcome.COMPLETED, 1, ""));
        assertThat(opened().of(PARTNER)).hasSize(ModelRuns.MOST).last().isEqualTo(run(60, RunOutcome.COMPLETED, 1, ""));
    }

    @Test
    void writeWhoseAnswerIsLostShouldCountOnce() {
        faults.follow(FaultPlan.builder()
                .at(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT, 1, Fault.unknownOutcomeAfter())
                .build());
        history.add(PARTNER, run(1, RunOutcome.COMPLETED, 1, ""));

        assertThat(opened().of(PARTNER)).containsExactly(run(1, RunOutcome.COMPLETED, 1, ""));
    }
}
