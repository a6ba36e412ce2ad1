package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of stray points fails for sinks with one defect. */
class StrayPointsContractFailsTest {

    @Test
    void contractShouldFailWhenCopiesAreNotSeen() {
        assertThat(ContractRun.of(BrokenStrays.SeesNoCopies.class).failed())
                .contains("copyShouldBeListedAndBelongToNoStamp", "copyShouldOutliveItsRecordAndStillBeListed");
    }

    @Test
    void contractShouldFailWhenDamageIsNotSeen() {
        assertThat(ContractRun.of(BrokenStrays.SeesNoDamage.class).failed())
                .contains("pointThatDoesNotSayWhoseItIsShouldBeDamaged");
    }

    @Test
    void contractShouldFailWhenCopiesCountAsChunks() {
        assertThat(ContractRun.of(BrokenStrays.CountsCopiesAsChunks.class).failed())
                .contains("copyShouldBeListedAndBelongToNoStamp");
    }

    @Test
    void contractShouldFailWhenOnePointFailsTheModel() {
        assertThat(ContractRun.of(BrokenStrays.FailsTheModel.class).failed())
                .containsExactly("foreignPointShouldRefuseItsRecordOnlyAndStay");
    }

    @Test
    void contractShouldFailWhenADamagedPointStaysInTheWay() {
        assertThat(ContractRun.of(BrokenStrays.DoesNotReplaceDamage.class).failed())
                .contains("upsertShouldReplaceADamagedPoint");
    }

    @Test
    void contractShouldFailWhenRecordsAreDeletedWithTheirStrays() {
        assertThat(ContractRun.of(BrokenStrays.DeletesWhateverIsNamed.class).failed())
                .contains(
                        "deleteStraysShouldDeleteCopiesAndDamagedPointsAndNothingElse",
                        "deleteStraysShouldLeaveAPointThatWasRepairedMeanwhile");
    }

    @Test
    void contractShouldFailWhenDeletionsAreNotGuarded() {
        assertThat(ContractRun.of(BrokenStrays.DeletesWhatANewerRunWrote.class).failed())
                .containsExactly("deleteStraysShouldNotTouchWhatAGreaterEpochWrote");
    }

    @Test
    void contractShouldFailWhenOnlyOnePageIsListed() {
        assertThat(ContractRun.of(BrokenStrays.ListsOnePageOnly.class).failed())
                .containsExactly("strayPointsShouldBeListedByPagesEachOnce");
    }

    @Test
    void contractShouldFailWhenCopiesCrowdOutRecords() {
        assertThat(ContractRun.of(BrokenStrays.LetsCopiesCrowdOutRecords.class).failed())
                .contains("copiesShouldNotCrowdOutRecordsOfASearch");
    }
}
