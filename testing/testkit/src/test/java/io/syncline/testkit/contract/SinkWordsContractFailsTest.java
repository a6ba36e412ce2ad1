package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of words fails for sinks with one defect. */
class SinkWordsContractFailsTest {

    @Test
    void contractShouldFailWhenThereAreNoWords() {
        assertThat(ContractRun.of(BrokenWords.KnowsNoWords.class).failed())
                .containsExactlyInAnyOrder("preparedSinkShouldSearchByWords", "wordsShouldBeFoundByAReopenedSink");
    }

    @Test
    void contractShouldFailWhenMeaningIsSearched() {
        assertThat(ContractRun.of(BrokenWords.RanksByMeaning.class).failed())
                .contains("wordShouldBeFoundWhateverItsMeaning", "moreWordsShouldCountMore");
    }

    @Test
    void contractShouldFailWhenAllWordsCountTheSame() {
        assertThat(ContractRun.of(BrokenWords.ForgetsHowRareAWordIs.class).failed())
                .contains("rareWordShouldCountMoreThanACommonOne");
    }

    @Test
    void contractShouldFailWhenOnlyTheSpellingIsFound() {
        assertThat(ContractRun.of(BrokenWords.NeedsTheExactSpelling.class).failed())
                .contains("wordsShouldBeTermsOfTheAnalysis");
    }

    @Test
    void contractShouldFailWhenTheScoreIsNotTheCosine() {
        assertThat(ContractRun.of(BrokenWords.ScoresByWords.class).failed())
                .containsExactly("scoreShouldBeTheCosineOfTheChunkThatHasTheWords");
    }

    @Test
    void contractShouldFailWhenAnotherChunkIsShown() {
        assertThat(ContractRun.of(BrokenWords.ShowsTheFirstChunk.class).failed())
                .containsExactly("scoreShouldBeTheCosineOfTheChunkThatHasTheWords");
    }

    @Test
    void contractShouldFailWhenOtherModelsAreFound() {
        assertThat(ContractRun.of(BrokenWords.SearchesAllModels.class).failed())
                .contains("wordsShouldFindOnlyWhatIsSearched");
    }

    @Test
    void contractShouldFailWhenHiddenRecordsAreFound() {
        assertThat(ContractRun.of(BrokenWords.FindsHiddenRecords.class).failed())
                .containsExactlyInAnyOrder(
                        "wordsOfAQuarantinedRecordShouldBeHidden",
                        "wordsOfQuarantinedRecordsShouldNotCrowdOutTheOthers");
    }

    @Test
    void contractShouldFailWhenPunctuationIsRefused() {
        assertThat(ContractRun.of(BrokenWords.RefusesPunctuation.class).failed())
                .containsExactly("anyCharactersShouldBeAllowedInAQuery");
    }

    @Test
    void contractShouldFailWhenReplacedWordsAreFound() {
        assertThat(ContractRun.of(BrokenWords.KeepsOldWords.class).failed())
                .contains("replacedWordsShouldNotBeFound", "writesWithoutAnOrderShouldKeepWordsApart");
    }

    @Test
    void contractShouldFailWhenDeletedWordsAreFound() {
        assertThat(ContractRun.of(BrokenWords.KeepsDeletedWords.class).failed())
                .contains("deletedWordsShouldNotBeFound", "wordsOfADroppedSourceShouldBeDropped");
    }

    @Test
    void contractShouldFailWhenConditionsAreIgnored() {
        assertThat(ContractRun.of(BrokenWords.IgnoresConditions.class).failed())
                .containsExactly("wordsShouldFindOnlyRecordsThatSatisfyACondition");
    }

    @Test
    void contractShouldFailWhenConditionsAreAppliedToTheBestOnly() {
        assertThat(ContractRun.of(BrokenWords.AppliesConditionsToTheBestOnly.class)
                        .failed())
                .containsExactly("wordsShouldFindOnlyRecordsThatSatisfyACondition");
    }
}
