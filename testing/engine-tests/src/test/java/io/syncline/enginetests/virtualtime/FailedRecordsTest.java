package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.PortMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Failed records: retries, back-off, and when they end a run. */
class FailedRecordsTest {

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void failedRecordShouldBeRetriedByTheNextRunAlthoughTheWatermarkHasMoved() {
        engine.create(5);
        withhold(3);
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        engine.wait(Duration.ofHours(1));
        engine.records.deliver(VirtualEngine.MODEL, RecordId.of(3));

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).isEmpty();
    }

    @Test
    void failedRecordShouldBeForgottenWhenTheSourceHasDeletedIt() {
        engine.create(5);
        withhold(3);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(3));

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(failures()).isEmpty();
    }

    @Test
    void retryOfARecordThatKeepsFailingShouldBePostponed() {
        engine.create(5);
        withhold(3);
        for (int run = 0; run < 3; run++) {
            engine.sync();
            engine.wait(Duration.ofSeconds(10));
        }
        engine.wait(Duration.ofMinutes(10));
        engine.sync();
        long reads = engine.records.calls().of(PortMethod.SOURCE_READ);

        SyncReport postponing = engine.sync();

        assertThat(postponing.warnings()).singleElement().asString().startsWith("1 record of res.partner");
        assertThat(engine.records.calls().of(PortMethod.SOURCE_READ)).isEqualTo(reads);
        assertThat(failures()).extracting(FailedRecord::attempts).containsExactly(4);
        engine.wait(Duration.ofMinutes(2));
        engine.records.deliver(VirtualEngine.MODEL, RecordId.of(3));
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
    }

    @Test
    void runShouldCompleteWhenMoreRecordsThanTheErrorBudgetFailAgain() {
        engine.settings.errorBudget(10).errorShare(0.5);
        engine.create(100);
        LongStream.rangeClosed(1, 20).forEach(this::withhold);
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        engine.wait(Duration.ofHours(1));

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsFailed()).isEqualTo(20);
    }

    @Test
    void runShouldStopWhenMostRecordsFailForTheFirstTime() {
        engine.settings.errorBudget(10).errorShare(0.5);
        engine.create(20);
        LongStream.rangeClosed(1, 20).forEach(this::withhold);

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.FAILED);
    }

    @Test
    void repairThatComparesNoContentShouldEndNoFailure() {
        engine.create(5);
        engine.sync();
        withhold(3);
        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build());
        engine.records.deliver(VirtualEngine.MODEL, RecordId.of(3));

        engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());
        assertThat(failures()).hasSize(1);

        engine.verify(VerifyRequest.builder()
                .model(VirtualEngine.MODEL)
                .repair(true)
                .deep(true)
                .build());
        assertThat(failures()).isEmpty();
    }

    private void withhold(long id) {
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(id), "locked");
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
