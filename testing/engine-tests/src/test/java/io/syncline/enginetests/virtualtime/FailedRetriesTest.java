package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Difference;
import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts to store failed records again never keep a run from completing, nor the mark from moving. */
class FailedRetriesTest {

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void failTwoRecords() {
        engine.settings.overlap(Duration.ZERO);
        engine.create(6);
        engine.wait(Duration.ofMinutes(1));
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(3), "locked");
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(5), "locked");
        engine.sync();
        engine.records.deliver(VirtualEngine.MODEL, RecordId.of(3));
        engine.records.deliver(VirtualEngine.MODEL, RecordId.of(5));
        engine.wait(Duration.ofHours(1));
    }

    @Test
    void othersShouldBeReadWhenTheSourceFailsOverOneFailedRecord() {
        failReads(ids -> ids.contains(RecordId.of(3)), new TransientException("HTTP 502", null));

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(RecordId.of(3));
            assertThat(failed.attempts()).isEqualTo(2);
        });
    }

    @Test
    void recordThatTheSourceFailsOverShouldBeFoundAfterABriefOutageToo() {
        Instant recovery = engine.time.instant().plus(Duration.ofSeconds(45));
        failReads(ids -> ids.contains(RecordId.of(3)), new TransientException("HTTP 502", null));
        engine.source = new ForwardingRecordSource(engine.source) {
            private boolean reading;

            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                reading = true;
                return super.read(scope, ids);
            }

            @Override
            public Instant now() {
                if (reading && engine.time.instant().isBefore(recovery)) {
                    throw new TransientException("HTTP 502", null);
                }
                return super.now();
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(RecordId.of(3));
            assertThat(failed.attempts()).isEqualTo(2);
        });
    }

    @Test
    void comparisonShouldNameTheRecordThatTheSourceFailsOver() {
        engine.sync();
        engine.put(2, "Changed");
        failReads(ids -> ids.contains(RecordId.of(4)), new TransientException("HTTP 502", null));

        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).deep(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.differences())
                .containsOnly(Map.entry(Difference.Kind.FAILED, 1L), Map.entry(Difference.Kind.STALE, 1L));
    }

    @Test
    void comparisonShouldFailAndNameNoRecordWhenTheSourceIsUnreachable() {
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                throw new TransientException("Connection refused", null);
            }

            @Override
            public Instant now() {
                throw new TransientException("Connection refused", null);
            }
        };

        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).deep(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void runShouldCompleteAndMoveTheMarkWhenFailedRecordsCannotBeRead() {
        failReads(ids -> true, new SetupException("No access to these records"));
        engine.put(2, "Changed");
        Instant before = engine.time.instant();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning).contains("No access to these records"));
        assertThat(mark()).isAfterOrEqualTo(before);
        assertThat(failures()).hasSize(2);
    }

    @Test
    void markShouldHaveMovedWhenARunDiesAmongTheRetries() {
        Instant before = engine.time.instant();
        VirtualLoop loop = engine.loop();
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                loop.kill();
                throw new VirtualLoop.Died();
            }
        };

        CompletableFuture<SyncReport> dead = engine.start(loop);
        engine.wait(Duration.ofMinutes(5));

        assertThat(dead).isNotDone();
        assertThat(mark()).isAfterOrEqualTo(before);
    }

    private void failReads(Predicate<Collection<RecordId>> which, SyncException failure) {
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                if (which.test(ids)) {
                    throw failure;
                }
                return super.read(scope, ids);
            }
        };
    }

    private Instant mark() {
        return engine.states.read(VirtualEngine.STATE).state().watermark().orElseThrow();
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
