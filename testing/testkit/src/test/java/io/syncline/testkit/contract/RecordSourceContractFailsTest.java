package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of sources catches sources that are wrong in one place. */
class RecordSourceContractFailsTest {

    @Test
    void contractShouldFailWhenPagesGoByOffset() {
        assertThat(ContractRun.of(BrokenSources.PagesByOffset.class).failed())
                .contains("pageShouldSkipAndDoubleNothingWhenRecordsAreDeletedBetweenPages")
                .doesNotContain("pageShouldCarryTheFieldsAskedFor");
    }

    @Test
    void contractShouldFailWhenAShortPageIsTakenForTheEnd() {
        assertThat(ContractRun.of(BrokenSources.EndsAtAShortPage.class).failed())
                .contains("pageShouldListEachRecordOnceWhateverTheLimit");
    }

    @Test
    void contractShouldFailWhenChangesBeginAfterTheirBound() {
        assertThat(ContractRun.of(BrokenSources.ChangedAfterInsteadOfSince.class)
                        .failed())
                .contains("changesShouldBeginWithTheLowerBoundItself");
    }

    @Test
    void contractShouldFailWhenUndatedRecordsAreForgotten() {
        assertThat(ContractRun.of(BrokenSources.ForgetsUndatedRecords.class).failed())
                .containsExactly("changesShouldHoldRecordsWithoutAChangeTimeAlways");
    }

    @Test
    void contractShouldFailWhenRecordsComeInTheOrderAsked() {
        assertThat(ContractRun.of(BrokenSources.ReadsInTheOrderAsked.class).failed())
                .containsExactly("readShouldGiveWhatPageGives");
    }

    @Test
    void contractShouldFailWhenArchivedRecordsDoNotExist() {
        assertThat(ContractRun.of(BrokenSources.SeesNoArchivedRecords.class).failed())
                .containsExactly("archivedRecordsShouldBeInScopeUnlessTheyAreLeftOut");
    }

    @Test
    void contractShouldFailWhenAnUnknownModelIsTakenForEmpty() {
        assertThat(ContractRun.of(BrokenSources.TakesUnknownModelsForEmpty.class)
                        .failed())
                .containsExactly("everyQuestionShouldBeRefusedWhenTheModelIsUnknown");
    }

    @Test
    void contractShouldFailWhenInterruptsAreSwallowed() {
        assertThat(ContractRun.of(BrokenSources.SwallowsInterrupts.class).failed())
                .containsExactly("sourceShouldKeepTheInterruptFlagAndStayUsable");
    }

    @Test
    void contractShouldFailWhenTheChangeTimeIsDenied() {
        assertThat(ContractRun.of(BrokenSources.ClaimsToHaveNoChangeTime.class).failed())
                .containsExactly("describeShouldTellWhetherRecordsHaveAChangeTime");
    }

    @Test
    void contractShouldFailWhenACapabilityIsDeniedThatIsThere() {
        assertThat(ContractRun.of(BrokenSources.LacksWhatItHas.class).failed())
                .contains(
                        "archivedRecordsShouldBeInScopeUnlessTheyAreLeftOut",
                        "archivingShouldBeAChange",
                        "describeShouldTellWhetherRecordsHaveAChangeTime",
                        "changesShouldHoldRecordsWithoutAChangeTimeAlways");
    }
}
