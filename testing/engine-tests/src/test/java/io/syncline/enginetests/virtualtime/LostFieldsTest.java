package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.internal.verify.VerifyRunner;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A complete document is replaced by one that lacks a field, of a record that the watermark has passed, and the run dies. No
 * listing of changes comes to the record again, so its failure has to be stored before.
 */
class LostFieldsTest {

    private static final RecordId RECORD = RecordId.of(3);

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void repairThatDiesShouldLeaveNoRecordWithoutItsField() {
        VerifyRequest repair =
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build();
        assertThatEveryDeathIsSurvived((engine, loop) ->
                new VerifyRunner(engine.context(), repair, loop, "dying:1").run(UnaryOperator.identity()));
    }

    @Test
    void fullSyncThatDiesShouldLeaveNoRecordWithoutItsField() {
        assertThatEveryDeathIsSurvived(sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build()));
    }

    @Test
    void limitedSyncThatDiesShouldLeaveNoRecordWithoutItsField() {
        assertThatEveryDeathIsSurvived(sync(SyncRequest.builder()
                .model(VirtualEngine.MODEL)
                .forceFull(true)
                .testLimit(4)
                .build()));
    }

    @Test
    void runShouldCountAsOneAttemptThoughItSavesTheFailureTwice() {
        touchAndWithhold();

        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build());

        assertThat(stamp().fingerprint()).endsWith(";without=name");
        assertThat(engine.states.failures(VirtualEngine.STATE, Cursor.START, 10))
                .singleElement()
                .extracting(FailedRecord::attempts)
                .isEqualTo(1);
    }

    private static BiFunction<VirtualEngine, VirtualLoop, CompletableFuture<?>> sync(SyncRequest request) {
        return (engine, loop) ->
                new SyncRunner(engine.context(), request, loop, "dying:1").run(UnaryOperator.identity());
    }

    private static void assertThatEveryDeathIsSurvived(
            BiFunction<VirtualEngine, VirtualLoop, CompletableFuture<?>> run) {
        int steps = 1;
        while (new LostFieldsTest().survives(steps, run)) {
            steps++;
        }
        assertThat(steps).as("steps of a whole run").isGreaterThan(20);
    }

    /** Returns whether the run was killed before its end. */
    private boolean survives(int steps, BiFunction<VirtualEngine, VirtualLoop, CompletableFuture<?>> run) {
        touchAndWithhold();
        VirtualLoop loop = engine.loop();
        CompletableFuture<?> killed = run.apply(engine, loop);
        for (int i = 0; i < steps && !killed.isDone(); i++) {
            engine.time.step();
        }
        boolean early = !killed.isDone();
        loop.kill();
        engine.records.deliverField(VirtualEngine.MODEL, RECORD, "name");
        engine.wait(Duration.ofDays(2));

        engine.sync();

        assertThat(stamp().fingerprint()).as("killed after %s steps", steps).doesNotContain("without");
        return early;
    }

    /** A record whose version has risen without a change of its content, and whose field can no longer be read. */
    private void touchAndWithhold() {
        engine.create(5);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, "Partner 3");
        assertThat(engine.sync().recordsEmbedded()).isZero();
        engine.wait(Duration.ofHours(1));
        engine.sync();
        engine.records.withholdField(VirtualEngine.MODEL, RECORD, "name", "division by zero");
    }

    private RecordStamp stamp() {
        return engine.points.stamps(VirtualEngine.KEY, List.of(RECORD)).get(RECORD);
    }
}
