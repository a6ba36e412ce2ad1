package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of stores fails for stores with one defect. */
class MetadataStoreContractFailsTest {

    @Test
    void contractShouldFailWhenCompareAndSetDoesNotCompare() {
        assertThat(ContractRun.of(BrokenStores.OverwritesAnything.class).failed())
                .contains("nothingShouldChangeWhenTheRevisionDiffers", "oneOfManyShouldCreateTheState");
    }

    @Test
    void contractShouldFailWhenTheEpochIsIgnored() {
        assertThat(ContractRun.of(BrokenStores.IgnoresTheEpoch.class).failed())
                .containsExactlyInAnyOrder(
                        "putFailuresShouldBeRefusedWhenTheStateHasAGreaterEpoch", "epochShouldFenceOtherStoresToo");
    }

    @Test
    void contractShouldFailWhenAWatermarkIsRoundedUp() {
        assertThat(ContractRun.of(BrokenStores.RoundsUp.class).failed())
                .containsExactly("timesShouldBeCutByLessThanAMillisecondAndNeverRoundedUp");
    }

    @Test
    void contractShouldFailWhenAFieldIsForgotten() {
        assertThat(ContractRun.of(BrokenStores.ForgetsTheCheckpoint.class).failed())
                .contains("everyFieldShouldComeBackAsItWasStored");
    }

    @Test
    void contractShouldFailWhenFailuresChangeTheRevision() {
        assertThat(ContractRun.of(BrokenStores.ChangesTheRevisionWithFailures.class)
                        .failed())
                .contains("failuresAndStateShouldNotTouchEachOther");
    }

    @Test
    void contractShouldFailWhenTheSinkIsNoPartOfTheKey() {
        assertThat(ContractRun.of(BrokenStores.ForgetsTheSink.class).failed())
                .contains("eachKeyShouldHaveItsOwnStateAndFailures");
    }

    @Test
    void contractShouldFailWhenIdsAreSortedAsTexts() {
        assertThat(ContractRun.of(BrokenStores.SortsIdsAsTexts.class).failed())
                .contains(
                        "failuresShouldBeListedAscendingInFullPages",
                        "failuresOfAllKindsShouldBeListedInTheOrderOfTheirIds");
    }

    @Test
    void contractShouldFailWhenAMoveReplacesAState() {
        assertThat(ContractRun.of(BrokenStores.MovesOverWhatIsThere.class).failed())
                .containsExactly("moveShouldChangeNothingWhenTheStateWasChangedOrTheOtherKeyHasOne");
    }

    @Test
    void contractShouldFailWhenARemovalComparesRevisionsOnly() {
        assertThat(ContractRun.of(BrokenStores.ComparesRevisionsOnly.class).failed())
                .containsExactly("stateThatWasCreatedAgainShouldStayWhenTheEarlierOneIsRemovedOrMoved");
    }

    @Test
    void contractShouldFailWhenDamageIsTreatedAsNew() {
        assertThat(ContractRun.of(BrokenStores.TreatsDamageAsNew.class).failed())
                .containsExactly("damagedStateShouldNotBeReadAsNew");
    }
}
