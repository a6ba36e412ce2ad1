package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Difference;
import io.syncline.api.FailedRecord;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records of which the source cannot deliver all fields. */
class IncompleteRecordsTest {

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void recordThatLacksAFieldShouldBeStoredAndNamedAndMarked() {
        engine.create(5);
        withhold(3);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(5);
        assertThat(report.recordsFailed()).isZero();
        assertThat(report.recordsIncomplete()).isEqualTo(1);
        assertThat(report.errors())
                .containsExactly("Record 3: incomplete, the source could not deliver name (division by zero)");
        assertThat(fingerprint(3)).isEqualTo(fingerprint(2) + ";without=name");
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
    }

    @Test
    void recordShouldBeStoredCompletelyByTheNextRunThatCanReadTheField() {
        engine.create(5);
        withhold(3);
        engine.sync();
        engine.wait(Duration.ofHours(1));

        SyncReport again = engine.sync();

        assertThat(again.recordsEmbedded()).isZero();
        assertThat(again.recordsIncomplete()).isEqualTo(1);
        engine.records.deliverField(VirtualEngine.MODEL, RecordId.of(3), "name");
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
        assertThat(fingerprint(3)).isEqualTo(fingerprint(2));
        assertThat(failures()).isEmpty();
        assertThat(engine.verify().inSync()).isTrue();
    }

    @Test
    void verificationShouldFindWhatLacksFieldsAndRepairItOnceTheyCanBeRead() {
        engine.create(5);
        withhold(3);
        engine.sync();
        VerifyRequest repair =
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build();
        Difference lack = new Difference(RecordId.of(3), Difference.Kind.LACKS_FIELDS);

        assertThat(engine.verify().examples()).containsExactly(lack);
        assertThat(engine.verify().warnings())
                .contains(
                        "1 record of res.partner is incomplete, the source could not deliver name (division by zero); the"
                                + " first is 3");
        VerifyReport failing = engine.verify(repair);
        assertThat(failing.examples()).containsExactly(lack);
        assertThat(failing.recordsRepaired()).isZero();
        engine.records.deliverField(VirtualEngine.MODEL, RecordId.of(3), "name");
        assertThat(engine.verify().examples()).containsExactly(lack);
        assertThat(engine.verify(repair).recordsRepaired()).isEqualTo(1);
        assertThat(engine.verify().inSync()).isTrue();
        assertThat(failures()).isEmpty();
    }

    @Test
    void repairShouldNotEndTheFailureOfARecordWhoseLinkedChangeCannotBeRead() {
        engine.create(5);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.records.updateThroughLink(
                VirtualEngine.MODEL, RecordId.of(3), Map.of("name", new FieldValue.Text("Of a renamed team")));
        withhold(3);
        assertThat(engine.sync().recordsIncomplete()).isEqualTo(1);

        engine.verify(VerifyRequest.builder()
                .model(VirtualEngine.MODEL)
                .repair(true)
                .deep(true)
                .build());

        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
        engine.records.deliverField(VirtualEngine.MODEL, RecordId.of(3), "name");
        engine.wait(Duration.ofHours(1));
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).isEmpty();
    }

    @Test
    void faultOfOneFieldShouldBeOneWarningForAllItsRecords() {
        engine.create(25);
        for (long id = 1; id <= 20; id++) {
            engine.records.withholdField(
                    VirtualEngine.MODEL, RecordId.of(id), "name", "line " + id + " cannot be converted");
        }

        SyncReport report = engine.sync();

        assertThat(report.recordsIncomplete()).isEqualTo(20);
        assertThat(report.errors())
                .hasSize(4)
                .last()
                .asString()
                .startsWith("17 more records are incomplete for the same reason as record 1:")
                .contains("name (line 1 cannot be converted)");
        assertThat(failures()).hasSize(20);
        assertThat(engine.verify().warnings())
                .filteredOn(warning -> warning.contains("lacks") || warning.contains("incomplete"))
                .singleElement()
                .asString()
                .startsWith("20 records of");
    }

    @Test
    void runShouldEndWhenTheSourceDeliversNoTextOfAPage() {
        engine.create(10);
        withholdUpTo(10);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.recordsEmbedded()).isZero();
        assertThat(report.errors())
                .singleElement()
                .asString()
                .contains("The source delivers no text of res.partner: none of 10 records from 1 on")
                .contains("name (division by zero)");
        assertThat(engine.points.count(VirtualEngine.KEY)).isZero();
        engine.records.deliverField(VirtualEngine.MODEL, RecordId.of(1), "name");
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(10);
    }

    @Test
    void changedRecordsWithoutTextShouldNotEndARunThatCanReadOthers() {
        engine.create(30);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        for (long id = 1; id <= 12; id++) {
            engine.put(id, "Changed " + id);
        }
        withholdUpTo(12);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsIncomplete()).isEqualTo(12);
        engine.wait(Duration.ofHours(1));
        SyncReport retry = engine.sync();
        assertThat(retry.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(retry.recordsIncomplete())
                .as("failed records, attempted again")
                .isEqualTo(12);
    }

    private void withholdUpTo(long last) {
        for (long id = 1; id <= last; id++) {
            withhold(id);
        }
    }

    @Test
    void completeDocumentShouldStayUntilTheRecordChanges() {
        engine.create(5);
        engine.sync();
        withhold(3);

        SyncReport full = engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build());

        assertThat(full.recordsEmbedded()).isZero();
        assertThat(full.recordsIncomplete()).isEqualTo(1);
        assertThat(fingerprint(3)).isEqualTo(fingerprint(2));
        assertThat(engine.verify().inSync()).isTrue();
        engine.wait(Duration.ofHours(1));
        engine.put(3, "Renamed");
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
        assertThat(fingerprint(3)).endsWith(";without=name");
    }

    @Test
    void explanationShouldNameTheFieldsThatAreMissing() {
        engine.create(3);
        withhold(3);
        engine.sync();

        RecordExplanation explanation = engine.explain(3);

        assertThat(explanation.verdict()).isEqualTo(RecordExplanation.Verdict.LACKS_FIELDS);
        assertThat(explanation.reasons()).anyMatch(reason -> reason.contains("name (division by zero)"));
    }

    private void withhold(long id) {
        engine.records.withholdField(VirtualEngine.MODEL, RecordId.of(id), "name", "division by zero");
    }

    private String fingerprint(long id) {
        RecordId record = RecordId.of(id);
        RecordStamp stamp =
                engine.points.stamps(VirtualEngine.KEY, List.of(record)).get(record);
        return stamp == null ? "" : stamp.fingerprint();
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
