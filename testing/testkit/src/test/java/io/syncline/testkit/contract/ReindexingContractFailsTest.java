package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of reindexings catches those that are wrong in one place. */
class ReindexingContractFailsTest {

    @Test
    void contractShouldFailWhenARecordThatExistsCountsAsDeleted() {
        assertThat(ContractRun.of(BrokenReindexings.SwitchesWithoutAsking.class).failed())
                .containsExactlyInAnyOrder(
                        "collectionThatLacksRecordsShouldNotServe",
                        "collectionWithAnOlderVersionShouldNotServe",
                        "excludedRecordsShouldNotCount");
    }

    @Test
    void contractShouldFailWhenACheckSwitches() {
        assertThat(ContractRun.of(BrokenReindexings.SwitchesWhenItChecks.class).failed())
                .containsExactlyInAnyOrder(
                        "newCollectionShouldServeOnceItHasEverything", "excludedRecordsShouldNotCount");
    }

    @Test
    void contractShouldFailWhenTheSourceIsAskedForTooManyRecords() {
        assertThat(ContractRun.of(BrokenReindexings.AsksForAllAtOnce.class).failed())
                .contains("sourceShouldBeAskedForFewRecordsAtATime");
    }

    @Test
    void contractShouldFailWhenAReindexDoesNotContinue() {
        assertThat(ContractRun.of(BrokenReindexings.BeginsAnewEachTime.class).failed())
                .contains("beginShouldContinueWhatWasBegun");
    }

    @Test
    void contractShouldFailWhenAConditionIsForgotten() {
        assertThat(ContractRun.of(BrokenReindexings.ForgetsTheCondition.class).failed())
                .containsExactly("conditionShouldStayWithTheNewCollection");
    }

    @Test
    void contractShouldFailWhenARollbackDrops() {
        assertThat(ContractRun.of(BrokenReindexings.DropsWhatARollbackReplaces.class)
                        .failed())
                .contains("rollbackShouldLetTheOldCollectionServe");
    }

    @Test
    void contractShouldFailWhenARollbackGoesFurtherEachTime() {
        assertThat(ContractRun.of(BrokenReindexings.ReturnsToThePreviousOne.class)
                        .failed())
                .contains("rollbackShouldGoNoFurtherThanToTheCollectionItNames");
    }

    @Test
    void contractShouldFailWhenRecordsOfAnotherSourceAreLeftBehind() {
        assertThat(ContractRun.of(BrokenReindexings.BeginsWhateverItLeavesBehind.class)
                        .failed())
                .containsExactly("beginShouldBeRefusedWhenTheServingCollectionHasRecordsOfAnUnnamedSource");
    }

    @Test
    void contractShouldFailWhenAnExclusionHoldsForOtherModels() {
        assertThat(ContractRun.of(BrokenReindexings.ExcludesForAllModels.class).failed())
                .containsExactly("excludedRecordsShouldNotCount");
    }

    @Test
    void contractShouldFailWhenTheNewCollectionIsDropped() {
        assertThat(ContractRun.of(BrokenReindexings.DropsWhatIsBeingBuilt.class).failed())
                .contains("droppedCollectionShouldNotServeAgain");
    }

    @Test
    void contractShouldFailWhenTheGraceTimeIsIgnored() {
        assertThat(ContractRun.of(BrokenReindexings.DropsBeforeTheGraceTimeEnds.class)
                        .failed())
                .containsExactly("idleCollectionShouldBeKeptForItsGraceTime");
    }

    @Test
    void contractShouldFailWhenAnIdleCollectionIsKeptForEver() {
        assertThat(ContractRun.of(BrokenReindexings.KeepsWhatIsIdle.class).failed())
                .containsExactly("idleCollectionShouldBeKeptForItsGraceTime");
    }
}
