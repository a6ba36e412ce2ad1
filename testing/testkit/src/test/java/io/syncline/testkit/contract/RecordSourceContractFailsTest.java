package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of sources fails for sources with one defect. */
class RecordSourceContractFailsTest {

    @Test
    void contractShouldFailWhenTextsAreSortedWithoutRegardToCase() {
        assertThat(ContractRun.of(BrokenSources.SortsWithoutRegardToCase.class).failed())
                .containsExactly("textsShouldBeListedByCodePoint");
    }

    @Test
    void contractShouldFailWhenPagesGoByOffset() {
        assertThat(ContractRun.of(BrokenSources.PagesByOffset.class).failed())
                .contains("pageShouldSkipAndDoubleNothingWhenRecordsAreDeletedBetweenPages")
                .doesNotContain("pageShouldCarryTheFieldsAskedFor");
    }

    @Test
    void contractShouldFailWhenAShortPageIsTreatedAsTheEnd() {
        assertThat(ContractRun.of(BrokenSources.EndsAtAShortPage.class).failed())
                .contains("pageShouldListEachRecordOnceWhateverTheLimit");
    }

    @Test
    void contractShouldFailWhenChangesBeginAfterTheirBound() {
        assertThat(ContractRun.of(BrokenSources.ChangedAfterInsteadOfSince.class)
                        .failed())
                .contains("changesShouldIncludeTheLowerBound");
    }

    @Test
    void contractShouldFailWhenUndatedRecordsAreForgotten() {
        assertThat(ContractRun.of(BrokenSources.ForgetsUndatedRecords.class).failed())
                .containsExactly("changesShouldAlwaysListRecordsWithoutAChangeTime");
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
    void contractShouldFailWhenAnUnknownModelIsTreatedAsEmpty() {
        assertThat(ContractRun.of(BrokenSources.TreatsUnknownModelsAsEmpty.class)
                        .failed())
                .containsExactly("everyQuestionShouldBeRefusedWhenTheModelIsUnknown");
    }

    @Test
    void contractShouldFailWhenInterruptsAreSwallowed() {
        assertThat(ContractRun.of(BrokenSources.SwallowsInterrupts.class).failed())
                .containsExactly("sourceShouldKeepTheInterruptFlagAndStayUsable");
    }

    @Test
    void contractShouldFailWhenTheChangeTimeIsDeclaredLacking() {
        assertThat(ContractRun.of(BrokenSources.ClaimsToHaveNoChangeTime.class).failed())
                .containsExactly("describeShouldReportWhetherRecordsHaveAChangeTime");
    }

    @Test
    void contractShouldFailWhenAnExistingCapabilityIsDeclaredLacking() {
        assertThat(ContractRun.of(BrokenSources.DeclaresACapabilityLacking.class)
                        .failed())
                .contains(
                        "archivedRecordsShouldBeInScopeUnlessTheyAreLeftOut",
                        "archivingShouldBeAChange",
                        "describeShouldReportWhetherRecordsHaveAChangeTime",
                        "changesShouldAlwaysListRecordsWithoutAChangeTime");
    }

    @Test
    void contractShouldFailWhenAProbeNeverMoves() {
        assertThat(ContractRun.of(BrokenSources.ProbesOnce.class).failed())
                .contains("probeShouldMoveWithEachChange", "probeShouldCountWhatHasNoChangeTimeAndShowNoneOfIt");
    }

    @Test
    void contractShouldFailWhenAProbeGoesBeyondItsScope() {
        assertThat(ContractRun.of(BrokenSources.ProbesArchivedRecordsToo.class).failed())
                .containsExactly("probeShouldKeepToItsScope");
    }
}
