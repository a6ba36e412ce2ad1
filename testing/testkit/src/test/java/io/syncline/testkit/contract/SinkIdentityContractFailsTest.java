package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contracts of sinks fail for sinks with one defect in identity, marks, ids or catalog. */
class SinkIdentityContractFailsTest {

    @Test
    void contractShouldFailWhenAReaderCreatesTheStore() {
        assertThat(ContractRun.of(BrokenMarks.OpenCreatesTheStore.class).failed())
                .contains("openShouldBeRefusedWhenThereIsNoStoreAndCreateNone");
    }

    @Test
    void contractShouldFailWhenARecreatedStoreHasTheSameIdentity() {
        assertThat(ContractRun.of(BrokenMarks.TakesItsNameForItsIdentity.class).failed())
                .containsExactlyInAnyOrder(
                        "storeThatIsCreatedAgainShouldHaveAnotherIdentity",
                        "markShouldNotBeRaisedInAnotherStoreThanTheOneThatWasOpened");
    }

    @Test
    void contractShouldFailWhenTheExpectedMarkIsNotCompared() {
        assertThat(ContractRun.of(BrokenMarks.RaisesAnyMark.class).failed())
                .contains("markShouldStayUnlessItIsTheExpectedOne");
    }

    @Test
    void contractShouldFailWhenMarksAreNotLostWithThePoints() {
        assertThat(ContractRun.of(BrokenMarks.KeepsMarksElsewhere.class).failed())
                .containsExactlyInAnyOrder(
                        "marksShouldBeLostWithTheStore",
                        "restoredStoreShouldHaveTheMarkOfItsCopy",
                        "markShouldNotBeRaisedInAnotherStoreThanTheOneThatWasOpened");
    }

    @Test
    void contractShouldFailWhenModelsShareAMark() {
        assertThat(ContractRun.of(BrokenMarks.SharesOneMark.class).failed())
                .containsExactly("modelsAndSourcesShouldHaveTheirOwnMarks");
    }

    @Test
    void contractShouldFailWhenAMarkIsCounted() {
        assertThat(ContractRun.of(BrokenMarks.CountsItsMark.class).failed()).contains("markShouldNotShowAmongRecords");
    }

    @Test
    void contractShouldFailWhenCaseIsIgnored() {
        assertThat(ContractRun.of(BrokenIds.IgnoresCase.class).failed())
                .contains("idsShouldListEachRecordOfAllKindsOnce");
    }

    @Test
    void contractShouldFailWhenTextsAreOrderedByTheirUtf16() {
        assertThat(ContractRun.of(BrokenIds.OrdersTextsByTheirUtf16.class).failed())
                .contains("idsShouldListEachRecordOfAllKindsOnce");
    }

    @Test
    void contractShouldFailWhenTheOrderIsOnlyClaimed() {
        assertThat(ContractRun.of(BrokenIds.ClaimsToListInOrder.class).failed())
                .contains("idsShouldListEachRecordOnceWithItsVersionWhateverTheLimit");
    }

    @Test
    void contractShouldFailWhenDigitsBecomeNumbers() {
        assertThat(ContractRun.of(BrokenIds.ReadsDigitsAsNumbers.class).failed())
                .containsExactly("idsShouldListEachRecordOfAllKindsOnce");
    }

    @Test
    void contractShouldFailWhenACatalogCreatesTheStore() {
        assertThat(ContractRun.of(BrokenCatalogs.CreatesTheStore.class).failed())
                .containsExactly("catalogShouldCreateNoStore");
    }

    @Test
    void catalogThatMixesTheDatabasesOfSourcesShouldFail() {
        assertThat(ContractRun.of(BrokenCatalogs.MixesTheDatabasesOfSources.class)
                        .failed())
                .containsExactly("catalogShouldListEachDatabaseOfASourceOnce");
    }

    @Test
    void contractShouldFailWhenACatalogForgetsTheDatabase() {
        assertThat(ContractRun.of(BrokenCatalogs.ForgetsTheDatabase.class).failed())
                .containsExactlyInAnyOrder(
                        "catalogShouldListEachModelOfEachSource", "renameShouldMoveEverythingAsItIs");
    }

    @Test
    void contractShouldFailWhenARenameLeavesTheMark() {
        assertThat(ContractRun.of(BrokenCatalogs.LeavesTheMarkBehind.class).failed())
                .contains("renameShouldMoveEverythingAsItIs");
    }

    @Test
    void contractShouldFailWhenARenameOfAnEmptyModelLeavesTheMark() {
        assertThat(ContractRun.of(BrokenCatalogs.IgnoresEmptyModels.class).failed())
                .containsExactlyInAnyOrder(
                        "renameShouldMoveTheMarkWhenThereAreNoPoints",
                        "renameShouldLeavePointsUnderTheNewNameWhenThereAreNoneUnderTheOldOne");
    }

    @Test
    void contractShouldFailWhenACatalogReplacesNewerPoints() {
        assertThat(ContractRun.of(BrokenCatalogs.IgnoresTheEpoch.class).failed())
                .containsExactlyInAnyOrder(
                        "renameShouldBeRefusedWhenANewerRunHasStoredPointsUnderEitherName",
                        "dropShouldBeRefusedWhenANewerRunHasStoredPoints");
    }

    @Test
    void contractShouldFailWhenARenameReplacesOtherRecords() {
        assertThat(ContractRun.of(BrokenCatalogs.ReplacesWhatTheNewNameHas.class)
                        .failed())
                .containsExactlyInAnyOrder(
                        "renameShouldBeRefusedWhenTheNewNameHasOtherRecords",
                        "renameShouldKeepTheGreaterMarkWhenBothNamesHaveOne");
    }

    @Test
    void contractShouldFailWhenADropTakesOtherModels() {
        assertThat(ContractRun.of(BrokenCatalogs.DropsTheWholeSource.class).failed())
                .containsExactly("dropShouldDeletePointsAndMarkOfOneModel");
    }

    @Test
    void contractShouldFailWhenAMarkIsRaisedInAnotherStore() {
        assertThat(ContractRun.of(BrokenMarks.RaisesInWhateverStoreIsThere.class)
                        .failed())
                .contains("markShouldNotBeRaisedInAnotherStoreThanTheOneThatWasOpened");
    }
}
