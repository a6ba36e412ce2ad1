package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.forward.ForwardingQuarantiningSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run ends, whatever the outcome of its last request. */
class RunEndTest {

    private static final String POISON = "poison";

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void runShouldEndWhenRecordHasMoreChunksThanOneRequestTakes() {
        engine.settings.chunkTokens(8).chunkOverlapTokens(0).embedBatchSize(1).embedConcurrency(1);
        engine.put(1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen");

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(report.chunksEmbedded()).isGreaterThan(1);
    }

    @Test
    void runShouldEndWhenLastRequestToTheEmbedderIsRefused() {
        engine.embedder = refusingEmbedder();
        engine.create(3);
        engine.put(2, POISON);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(2);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(2));
    }

    @Test
    void runShouldEndWhenLastRequestToTheSinkIsRefused() {
        engine.sink = refusingSink();
        engine.create(3);
        engine.put(2, POISON);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(2));
    }

    @Test
    void recordShouldBeAttemptedOnceByARunWhenItFailedBeforeAndChangedSince() {
        engine.embedder = refusingEmbedder();
        engine.put(1, POISON);
        engine.sync();
        engine.wait(Duration.ofSeconds(30));
        engine.put(1, POISON + " again");

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsFailed()).isEqualTo(1);
        assertThat(failures()).extracting(FailedRecord::attempts).containsExactly(2);
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 10);
    }

    private Embedder refusingEmbedder() {
        Fault fault = Fault.of("REFUSE_POISON", (call, execution) -> {
            if (((List<?>) call.arguments().get(0))
                    .stream().anyMatch(text -> text.toString().contains(POISON))) {
                throw new RejectedException("Refused for the test");
            }
            execution.run();
        });
        return new FaultInjector(
                        (method, number) -> method == PortMethod.EMBEDDER_EMBED ? Optional.of(fault) : Optional.empty())
                .wrap(engine.vectors);
    }

    private VectorSink refusingSink() {
        return new ForwardingQuarantiningSink(engine.points) {
            @Override
            public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                if (documents.stream()
                        .anyMatch(document -> document.chunks().get(0).text().contains(POISON))) {
                    throw new RejectedException("Refused for the test");
                }
                super.upsert(key, epoch, documents);
            }
        };
    }
}
