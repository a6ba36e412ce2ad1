package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of reindexings catches those that are wrong in one place. */
class ReindexingContractFailsTest {

    @Test
    void contractShouldFailWhenARecordThatExistsCountsAsDeleted() {
        assertThat(ContractRun.of(BrokenReindexings.SwitchesWithoutAsking.class).failed())
                .containsExactlyInAnyOrder(
                        "collectionThatLacksRecordsShouldNotServe", "collectionWithAnOlderVersionShouldNotServe");
    }

    @Test
    void contractShouldFailWhenACheckSwitches() {
        assertThat(ContractRun.of(BrokenReindexings.SwitchesWhenItChecks.class).failed())
                .containsExactly("newCollectionShouldServeOnceItHasEverything");
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
    void contractShouldFailWhenARollbackDrops() {
        assertThat(ContractRun.of(BrokenReindexings.DropsWhatARollbackReplaces.class)
                        .failed())
                .containsExactly("rollbackShouldLetTheOldCollectionServe");
    }

    @Test
    void contractShouldFailWhenTheNewCollectionIsDropped() {
        assertThat(ContractRun.of(BrokenReindexings.DropsWhatIsBeingBuilt.class).failed())
                .contains("droppedCollectionShouldNotServeAgain");
    }
}
