package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.StoredPoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another database under the name of a source, as when a test system is created again. */
class OtherDatabaseTest {

    private static final int RECORDS = 10;
    private static final SyncRequest ACCEPTED = SyncRequest.builder()
            .model(VirtualEngine.MODEL)
            .acceptDatabase(true)
            .build();

    private final VirtualEngine engine = new VirtualEngine();

    OtherDatabaseTest() {
        engine.create(RECORDS);
        engine.source = withDatabase("first");
        engine.sync();
        engine.wait(Duration.ofHours(1));
    }

    @Test
    void everyRunShouldBeRefusedBeforeItChangesAnything() {
        replaceDatabase();
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(9));
        List<StoredPoint> before = engine.points.points(VirtualEngine.KEY);
        long embedded = engine.vectors.embeddedTexts();

        assertRefused(engine.sync().failure());
        assertRefused(engine.sync().failure());
        assertRefused(engine.verify().failure());
        assertRefused(engine.verify(VerifyRequest.builder()
                        .model(VirtualEngine.MODEL)
                        .repair(true)
                        .build())
                .failure());
        assertRefused(engine.cleanup(CleanupRequest.builder()
                        .model(VirtualEngine.MODEL)
                        .ignoreLimits(true)
                        .build())
                .failure());

        assertThat(engine.points.points(VirtualEngine.KEY)).isEqualTo(before);
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(embedded);
        assertThat(engine.plan().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("would be refused", "first", "second"));
        assertThat(engine.plan().syncType()).isEqualTo(SyncType.FULL);
    }

    @Test
    void acceptedDatabaseShouldBeComparedAndExpectedFromThenOn() {
        replaceDatabase();

        SyncReport report = engine.sync(ACCEPTED);

        assertThat(report.syncType()).isEqualTo(SyncType.FULL);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(report.recordsUnchanged()).isEqualTo(RECORDS - 1);
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning).contains("first", "second"));
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        engine.source = withDatabase("first");
        assertRefused(engine.sync().failure());
    }

    @Test
    void acceptedDatabaseShouldBeExpectedAlsoWhenNoRecordDiffered() {
        engine.source = withDatabase("second");

        assertThat(engine.sync(ACCEPTED).recordsUnchanged()).isEqualTo(RECORDS);

        assertThat(engine.points.mark(VirtualEngine.KEY).flatMap(SinkMark::database))
                .contains("second");
        assertThat(engine.sync().syncType()).isEqualTo(SyncType.INCREMENTAL);
    }

    @Test
    void firstSyncOfAModelShouldBeRefusedWhenOtherModelsAreOfAnotherDatabase() {
        VirtualEngine fresh = new VirtualEngine();
        fresh.create(1);
        fresh.points.prepare(new SinkSchema(fresh.vectors.fingerprint()));
        ModelKey users = new ModelKey(VirtualEngine.KEY.source(), ModelName.of("res.users"));
        fresh.points.upsert(
                users,
                1,
                List.of(new EmbeddedDocument(
                        RecordId.of(1),
                        1,
                        "5eed5eed5eed5eed0000000000000001",
                        "fingerprint",
                        Payload.EMPTY,
                        List.of(new EmbeddedChunk("User", Embedding.of(1, 0, 0, 0))))));
        fresh.points.raiseMark(users, VirtualEngine.STATE.sink(), 0, new SinkMark(1, Optional.of("first")));
        fresh.source = named(fresh, "second");

        assertRefused(fresh.sync().failure());

        assertThat(fresh.sync(ACCEPTED).recordsEmbedded()).isEqualTo(1);
    }

    @Test
    void databaseWithoutAReadableIdentityShouldBeTakenForTheSame() {
        engine.source = engine.records;

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(engine.cleanup().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(engine.points.mark(VirtualEngine.KEY).flatMap(SinkMark::database))
                .contains("first");
    }

    private void replaceDatabase() {
        engine.put(3, "Another record 3");
        engine.source = withDatabase("second");
    }

    private RecordSource withDatabase(String identity) {
        return named(engine, identity);
    }

    private static RecordSource named(VirtualEngine engine, String identity) {
        return new ForwardingRecordSource(engine.records) {
            @Override
            public Optional<String> database() {
                return Optional.of(identity);
            }
        };
    }

    private static void assertRefused(Optional<SyncException> failure) {
        assertThat(failure)
                .get()
                .isInstanceOf(SetupException.class)
                .satisfies(refusal -> assertThat(refusal)
                        .hasMessageContainingAll("first", "second", "--accept-database", "nothing was changed"));
    }
}
