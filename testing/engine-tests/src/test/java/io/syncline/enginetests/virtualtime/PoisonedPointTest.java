package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that the sink fails over is told from an outage of the sink, also where no other record is at hand. */
class PoisonedPointTest {

    private static final String MARKER = "poison";

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void firstSyncShouldStoreAllOthersWhenTheSinkFailsOverOneRecord() {
        engine.create(60);
        engine.put(30, MARKER);
        poison();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(59);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(30));
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void incrementalRunShouldCompleteWhenTheOnlyChangeIsPoisoned() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, MARKER);
        poison();
        Instant before = engine.time.instant();

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);

        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
        assertThat(engine.states.read(VirtualEngine.STATE).state().watermark().orElseThrow())
                .isAfterOrEqualTo(before);
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(failures()).extracting(FailedRecord::attempts).containsExactly(2);
    }

    @Test
    void repairShouldCompleteWhenTheOnlyDifferenceIsPoisoned() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, MARKER);
        poison();

        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
    }

    @Test
    void outageOfTheSinkShouldFailNoRecord() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, "Changed");
        refuseWritesUntil(Instant.MAX);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failures()).isEmpty();
    }

    @Test
    void outageThatEndsShouldBeWaitedForWhenTheOnlyRecordMeetsIt() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, "Changed");
        refuseWritesUntil(engine.time.instant().plus(Duration.ofMinutes(4)));

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).isEmpty();
    }

    @Test
    void poisonedRecordShouldBeFoundAfterABriefOutageToo() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, MARKER);
        poison();
        refuseWritesUntil(engine.time.instant().plus(Duration.ofSeconds(45)));

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(3));
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
    }

    @Test
    void writeThatHasToWaitShouldBeRetriedThenAndFailNoRecord() {
        engine.create(60);
        int[] refused = {0};
        waitForWrites(Duration.ofSeconds(50), refused);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(60);
        assertThat(failures()).isEmpty();
        assertThat(refused[0]).as("refused writes").isLessThan(10);
    }

    @Test
    void recordShouldBeFoundWhenItHasToWaitAlthoughOthersDoNot() {
        engine.create(10);
        engine.put(3, MARKER);
        poison(new TransientException("503", null, Duration.ofSeconds(20)));

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
    }

    /** Points are refused until a time has passed since the first of them came; a mark is not. */
    private void waitForWrites(Duration wait, int[] refused) {
        engine.sink = new ForwardingVectorSink(engine.points) {
            private Instant end = Instant.MAX;

            @Override
            public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                Instant now = engine.time.instant();
                end = end.equals(Instant.MAX) ? now.plus(wait) : end;
                if (now.isBefore(end)) {
                    refused[0]++;
                    throw TransientException.rateLimited("Too many points", Duration.between(now, end));
                }
                super.upsert(key, epoch, documents);
            }
        };
    }

    private void poison() {
        poison(new TransientException("INTERNAL: panicked", null));
    }

    private void poison(TransientException failure) {
        engine.sink = new ForwardingVectorSink(engine.points) {
            @Override
            public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                if (documents.stream().anyMatch(document -> document.toString().contains(MARKER))) {
                    throw failure;
                }
                super.upsert(key, epoch, documents);
            }
        };
    }

    private void refuseWritesUntil(Instant end) {
        engine.sink = new ForwardingVectorSink(engine.sink) {
            @Override
            public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                check();
                super.upsert(key, epoch, documents);
            }

            @Override
            public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
                check();
                return super.raiseMark(key, store, expected, next);
            }

            private void check() {
                if (engine.time.instant().isBefore(end)) {
                    throw new TransientException("No space left on device", null);
                }
            }
        };
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
