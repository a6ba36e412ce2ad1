package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of quarantines catches sinks whose quarantine is wrong in one place. */
class SinkQuarantineContractFailsTest {

    @Test
    void contractShouldFailWhenWhatIsHiddenIsFound() {
        assertThat(ContractRun.of(BrokenQuarantines.ShowsWhatIsHidden.class).failed())
                .contains("quarantinedRecordShouldBeHiddenFromSearch", "quarantinedRecordsShouldNotCrowdOutTheOthers");
    }

    @Test
    void contractShouldFailWhenWhatIsHiddenCrowdsOutTheOthers() {
        assertThat(ContractRun.of(BrokenQuarantines.LeavesOutWhatIsHiddenAfterTheSearch.class)
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
    void contractShouldFailWhenAQuarantineBeginsAnew() {
        assertThat(ContractRun.of(BrokenQuarantines.BeginsAnewEachTime.class).failed())
                .containsExactly("quarantinedRecordShouldStayInItsFirstQuarantine");
    }

    @Test
    void contractShouldFailWhenTimesLoseTheirPrecision() {
        assertThat(ContractRun.of(BrokenQuarantines.KeepsTimesInSeconds.class).failed())
                .contains("quarantinedRecordShouldBeStampedListedAndCounted");
    }

    @Test
    void contractShouldFailWhenWhatIsStoredAnewStaysHidden() {
        assertThat(ContractRun.of(BrokenQuarantines.KeepsHiddenWhatIsStoredAnew.class)
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
