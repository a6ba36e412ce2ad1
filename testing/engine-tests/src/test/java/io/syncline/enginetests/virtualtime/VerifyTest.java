package io.syncline.enginetests.virtualtime;

import static io.syncline.api.Difference.Kind.FAILED;
import static io.syncline.api.Difference.Kind.INCOMPLETE;
import static io.syncline.api.Difference.Kind.MISSING;
import static io.syncline.api.Difference.Kind.ORPHANED;
import static io.syncline.api.Difference.Kind.STALE;
import static io.syncline.api.Difference.Kind.SURPLUS_CHUNKS;
import static io.syncline.api.Difference.Kind.WRONG_FINGERPRINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.StrayPoint;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.PortMethod;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The differences that a comparison finds, and the records that a repair changes. */
class VerifyTest {

    private static final RecordId FIRST = RecordId.of(1);

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void sync() {
        engine.create(30);
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(30);
        engine.wait(Duration.ofMinutes(1));
        engine.vectors.calls().reset();
        engine.points.calls().reset();
    }

    @Test
    void modelInSyncShouldHaveNoDifference() {
        VerifyReport report = engine.verify();

        assertThat(report.inSync()).isTrue();
        assertThat(report.recordsInSource()).isEqualTo(30);
        assertThat(report.recordsStored()).isEqualTo(30);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void pointsThatSomeoneDeletedShouldBeMissing() {
        delete(3, 7);

        assertThat(engine.verify().examples()).containsExactly(difference(3, MISSING), difference(7, MISSING));
    }

    @Test
    void changeThatNoSyncHasReadShouldBeStale() {
        engine.put(4, "Another name");

        assertThat(engine.verify().examples()).containsExactly(difference(4, STALE));
    }

    @Test
    void recordThatWasTouchedWithoutAChangeShouldBeInSync() {
        engine.put(4, "Partner 4");

        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void deletedRecordShouldBeOrphaned() {
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(9));

        assertThat(engine.verify().examples()).containsExactly(difference(9, ORPHANED));
    }

    @Test
    void chunksBeyondTheContentShouldBeSurplus() {
        store(stamp(1), 2, 2);
        store(stamp(1), 1, 3);

        assertThat(engine.verify().examples()).containsExactly(difference(1, SURPLUS_CHUNKS));
    }

    @Test
    void manyDifferencesOfOneKindShouldNotHideThoseOfAnother() {
        engine.put(200, "Partner 200");
        engine.sync();
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(200));
        for (long id = 31; id <= 150; id++) {
            engine.put(id, "Partner " + id);
        }
        VerifyReport report = engine.verify();

        assertThat(report.examples())
                .contains(difference(200, ORPHANED))
                .filteredOn(example -> example.kind() == MISSING)
                .hasSize(100);
        assertThat(report.differences()).containsEntry(MISSING, 120L);
    }

    @Test
    void copiesThatNoStampShowsShouldBeReportedAndDeletedByARepair() {
        UUID copy = plantCopy();

        VerifyReport found = engine.verify();
        assertThat(found.inSync()).isFalse();
        assertThat(found.recordsDiffering()).isZero();
        assertThat(found.strayPoints()).isEqualTo(1);
        assertThat(found.strayExamples())
                .containsExactly(new StrayPoint(copy.toString(), StrayPoint.Kind.COPY, Optional.of(FIRST)));

        VerifyReport repaired = repair();
        assertThat(repaired.inSync()).isTrue();
        assertThat(repaired.strayPointsDeleted()).isEqualTo(1);
        assertThat(engine.verify().strayPoints()).isZero();
    }

    @Test
    void damagedPointShouldBeRepairedWithItsRecord() {
        engine.points.collection().damagePoint(VirtualEngine.KEY, FIRST, 0, "point_type");

        VerifyReport found = engine.verify();
        assertThat(found.examples()).containsExactly(difference(1, MISSING));
        assertThat(found.strayPoints()).isEqualTo(1);

        assertThat(repair().recordsRepaired()).isEqualTo(1);
        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void foreignPointShouldCostItsRecordOnlyAndBeNamed() {
        engine.points.collection().occupyPoint(VirtualEngine.KEY, FIRST, 0);
        engine.put(2, "Renamed");

        VerifyReport repaired = repair();
        assertThat(repaired.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(repaired.foreignPoints()).isEqualTo(1);
        assertThat(repaired.warnings())
                .anyMatch(warning ->
                        warning.contains(repaired.strayExamples().get(0).point()));
        assertThat(engine.verify().examples()).containsExactly(difference(1, MISSING));
    }

    @Test
    void foreignPointsShouldBeNamedHoweverManyCopiesThereAre() {
        for (long i = 0; i < 150; i++) {
            plantCopy(new UUID(0, i));
        }
        engine.points.collection().occupyPoint(VirtualEngine.KEY, RecordId.of(2), 0);

        VerifyReport report = engine.verify();

        assertThat(report.strayPoints()).isGreaterThanOrEqualTo(150);
        assertThat(report.foreignPoints()).isEqualTo(1);
        assertThat(report.warnings())
                .anySatisfy(warning -> assertThat(warning).containsPattern("left alone: [0-9a-f-]{36}\\. Delete"));
    }

    private VerifyReport repair() {
        return engine.verify(request().repair(true).build());
    }

    private UUID plantCopy() {
        return plantCopy(new UUID(7, 7));
    }

    private UUID plantCopy(UUID copy) {
        engine.points
                .collection()
                .copyPoint(
                        copy,
                        engine.points.points(VirtualEngine.KEY).stream()
                                .filter(point -> point.record().equals(FIRST))
                                .findFirst()
                                .orElseThrow());
        return copy;
    }

    @Test
    void missingChunkShouldMakeARecordIncomplete() {
        store(stamp(1), 2, 2);
        engine.points.trim(VirtualEngine.KEY, stamp(1).epoch(), Map.of(FIRST, 1));

        assertThat(engine.verify().examples()).containsExactly(difference(1, INCOMPLETE));
    }

    @Test
    void anotherTemplateShouldBeAWrongFingerprint() {
        engine.model = ModelSettings.builder().template("Called {name}").build();

        assertThat(engine.verify().differences()).isEqualTo(Map.of(WRONG_FINGERPRINT, 30L));
    }

    @Test
    void recordThatCannotBeReadShouldCountAsFailed() {
        engine.put(5, "Locked since");
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(5), "locked");

        assertThat(engine.verify().examples()).containsExactly(difference(5, FAILED));
    }

    @Test
    void changeWithoutAChangeTimeShouldBeFoundByADeepComparison() {
        engine.records.updateThroughLink(
                VirtualEngine.MODEL, RecordId.of(6), Map.of("name", new FieldValue.Text("By another record")));

        assertThat(engine.verify().inSync()).isTrue();
        VerifyReport deep = engine.verify(request().deep(true).build());
        assertThat(deep.examples()).containsExactly(difference(6, STALE));
    }

    @Test
    void comparisonShouldChangeNothing() {
        delete(3);
        engine.put(4, "Another name");
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(9));
        engine.points.calls().reset();

        engine.verify();

        assertThat(engine.points.calls().of(PortMethod.SINK_UPSERT, PortMethod.SINK_TRIM, PortMethod.SINK_DELETE))
                .isZero();
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(30);
    }

    @Test
    void repairShouldTouchExactlyWhatDiffers() {
        delete(3);
        engine.put(4, "Another name");
        engine.records.delete(VirtualEngine.MODEL, RecordId.of(9));
        Map<RecordId, RecordStamp> before = stamps();

        VerifyReport report = engine.verify(request().repair(true).build());

        assertThat(report.inSync()).isTrue();
        assertThat(report.recordsRepaired()).isEqualTo(3);
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(30 + 2);
        assertThat(engine.verify().differences()).isEmpty();
        Map<RecordId, RecordStamp> after = stamps();
        assertThat(before.keySet().stream().filter(id -> !before.get(id).equals(after.get(id))))
                .containsExactlyInAnyOrder(RecordId.of(4), RecordId.of(9));
    }

    @Test
    void syncShouldDetectThatARepairUsedOtherSettings() {
        engine.model = ModelSettings.builder().template("Called {name}").build();
        delete(3);
        engine.verify(request().repair(true).build());
        engine.model = ModelSettings.defaults();

        engine.sync();

        assertThat(engine.verify().differences()).isEmpty();
    }

    @Test
    void repairShouldDeleteNothingWhenTheSourceListsNothing() {
        LongStream.rangeClosed(1, 30).forEach(id -> engine.records.delete(VirtualEngine.MODEL, RecordId.of(id)));

        VerifyReport report = engine.verify(request().repair(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(30);
    }

    @Test
    void repairShouldResumeAfterACrash() {
        engine.settings
                .fetchBatchSize(1)
                .embedBatchSize(1)
                .embedConcurrency(1)
                .writeBatchSize(1)
                .writeConcurrency(1);
        LongStream.rangeClosed(1, 10).forEach(id -> engine.put(id, "Changed " + id));
        VirtualLoop loop = engine.loop();
        engine.startRepair(loop);
        while (engine.vectors.embeddedTexts() < 30 + 4) {
            engine.time.step();
        }
        loop.kill();
        engine.wait(Duration.ofMinutes(2));

        VerifyReport report = engine.verify(request().repair(true).build());

        assertThat(report.inSync()).isTrue();
        assertThat(engine.vectors.embeddedTexts()).isBetween(30L + 10, 30L + 12);
    }

    @Test
    void comparisonShouldBeRefusedWhileASyncRuns() {
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        engine.wait(Duration.ofMillis(15));

        VerifyReport report = engine.verify();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
        assertThat(report.inSync()).isFalse();
        assertThat(report.errors()).singleElement().asString().startsWith("Sync already in progress for res.partner");
    }

    private static Difference difference(long id, Difference.Kind kind) {
        return new Difference(RecordId.of(id), kind);
    }

    private static VerifyRequest.Builder request() {
        return VerifyRequest.builder().model(VirtualEngine.MODEL);
    }

    private void delete(long... ids) {
        Set<RecordId> deleted = LongStream.of(ids).mapToObj(RecordId::of).collect(Collectors.toSet());
        engine.points.delete(VirtualEngine.KEY, stamp(ids[0]).epoch(), deleted);
    }

    private RecordStamp stamp(long id) {
        return stamps().get(RecordId.of(id));
    }

    private Map<RecordId, RecordStamp> stamps() {
        List<RecordId> ids =
                LongStream.rangeClosed(1, 30).mapToObj(RecordId::of).toList();
        return Map.copyOf(engine.points.stamps(VirtualEngine.KEY, ids));
    }

    private void store(RecordStamp stamp, int chunks, int epochsLater) {
        EmbeddedChunk chunk = new EmbeddedChunk("Partner 1", Embedding.of(new float[] {1, 0, 0, 0}));
        engine.points.upsert(
                VirtualEngine.KEY,
                stamp(1).epoch() + epochsLater,
                List.of(new EmbeddedDocument(
                        FIRST,
                        stamp.sourceVersion(),
                        stamp.contentHash(),
                        stamp.fingerprint(),
                        Payload.EMPTY,
                        Collections.nCopies(chunks, chunk))));
    }
}
