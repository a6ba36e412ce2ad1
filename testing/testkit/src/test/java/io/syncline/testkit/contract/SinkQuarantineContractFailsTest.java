package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of quarantines fails for sinks with one defect. */
class SinkQuarantineContractFailsTest {

    @Test
    void contractShouldFailWhenHiddenRecordsAreFound() {
        assertThat(ContractRun.of(BrokenQuarantines.ShowsHiddenRecords.class).failed())
                .contains("quarantinedRecordShouldBeHiddenFromSearch", "quarantinedRecordsShouldNotCrowdOutTheOthers");
    }

    @Test
    void contractShouldFailWhenHiddenRecordsCrowdOutTheOthers() {
        assertThat(ContractRun.of(BrokenQuarantines.FiltersHiddenRecordsAfterTheSearch.class)
                        .failed())
                .containsExactly("quarantinedRecordsShouldNotCrowdOutTheOthers");
    }

    @Test
    void contractShouldFailWhenAStaleRunHides() {
        assertThat(ContractRun.of(BrokenQuarantines.HidesWhatANewerRunWrote.class)
                        .failed())
                .containsExactlyInAnyOrder(
                        "quarantineShouldNotTouchWhatAGreaterEpochWrote", "lateChangeShouldNotUndoTheLaterRun");
    }

    @Test
    void contractShouldFailWhenAStaleRunLifts() {
        assertThat(ContractRun.of(BrokenQuarantines.LiftsWhatANewerRunHid.class).failed())
                .containsExactly("lateChangeShouldNotUndoTheLaterRun");
    }

    @Test
    void contractShouldFailWhenAQuarantineRestarts() {
        assertThat(ContractRun.of(BrokenQuarantines.RestartsEachTime.class).failed())
                .containsExactly("quarantinedRecordShouldStayInItsFirstQuarantine");
    }

    @Test
    void contractShouldFailWhenTimesLoseTheirPrecision() {
        assertThat(ContractRun.of(BrokenQuarantines.StoresTimesInSeconds.class).failed())
                .contains("quarantinedRecordShouldBeStampedListedAndCounted");
    }

    @Test
    void contractShouldFailWhenStoredRecordsStayHidden() {
        assertThat(ContractRun.of(BrokenQuarantines.LeavesStoredRecordsHidden.class)
                        .failed())
                .contains("upsertShouldLiftARecord");
    }

    @Test
    void contractShouldFailWhenPagesOverlap() {
        assertThat(ContractRun.of(BrokenQuarantines.ListsTheBeginningOfARangeToo.class)
                        .failed())
                .contains("quarantinedRecordsShouldBeListedByPages");
    }
}
