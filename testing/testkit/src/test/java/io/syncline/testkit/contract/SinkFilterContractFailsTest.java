package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of limited searches fails for sinks with one defect. */
class SinkFilterContractFailsTest {

    private static final String RANDOM = "randomConditionsShouldMatchWhatTheyMean";

    @Test
    void contractShouldPassForASinkThatFiltersAfterTheSearch() {
        assertThat(ContractRun.of(BrokenFilters.Correct.class).failed()).isEmpty();
    }

    @Test
    void contractShouldFailWhenConditionsAreIgnored() {
        assertThat(ContractRun.of(BrokenFilters.IgnoresConditions.class).failed())
                .contains(
                        "textsShouldBeEqualByAllTheirCharacters",
                        "missingEntryShouldSatisfyOnlyNegations",
                        "nearestOfTheMatchingRecordsShouldBeFound",
                        "replacedPayloadShouldNotMatch",
                        RANDOM);
    }

    @Test
    void contractShouldFailWhenRecordIdsAreIgnored() {
        assertThat(ContractRun.of(BrokenFilters.IgnoresRecordIds.class).failed())
                .containsExactly("searchShouldFindOnlyGivenRecords");
    }

    @Test
    void contractShouldFailWhenOneOfSeveralModelsIsSearched() {
        assertThat(ContractRun.of(BrokenFilters.SearchesOneModelOnly.class).failed())
                .containsExactly("searchShouldFindOnlyGivenModels");
    }

    @Test
    void contractShouldFailWhenHitsAreLimitedBeforeTheyAreFiltered() {
        assertThat(ContractRun.of(BrokenFilters.LimitsBeforeItFilters.class).failed())
                .containsExactly("nearestOfTheMatchingRecordsShouldBeFound");
    }

    @Test
    void contractShouldFailWhenMissingEntriesMakeNegationsUnknown() {
        assertThat(ContractRun.of(BrokenFilters.HasAThirdTruthValue.class).failed())
                .contains("missingEntryShouldSatisfyOnlyNegations", RANDOM);
    }

    @Test
    void contractShouldFailWhenCaseIsIgnored() {
        assertThat(ContractRun.of(BrokenFilters.IgnoresCase.class).failed())
                .containsExactlyInAnyOrder("textsShouldBeEqualByAllTheirCharacters", RANDOM);
    }

    @Test
    void contractShouldFailWhenNumbersAreComparedAsTexts() {
        assertThat(ContractRun.of(BrokenFilters.ComparesNumbersAsTexts.class).failed())
                .contains("numbersShouldBeComparedByValue", "trueAndFalseShouldEqualOnlyThemselves", RANDOM);
    }

    @Test
    void contractShouldFailWhenNumbersAreRounded() {
        assertThat(ContractRun.of(BrokenFilters.RoundsToDoubles.class).failed())
                .containsExactlyInAnyOrder("greatNumbersShouldNotBeRounded", RANDOM);
    }

    @Test
    void contractShouldFailWhenOneElementOfAListCounts() {
        assertThat(ContractRun.of(BrokenFilters.LooksAtTheFirstElement.class).failed())
                .contains("listShouldMatchByAnyElement", RANDOM);
    }

    @Test
    void contractShouldFailWhenAnEmptyListExists() {
        assertThat(ContractRun.of(BrokenFilters.CountsEmptyListsAsValues.class).failed())
                .containsExactlyInAnyOrder("entryShouldExistUnlessItIsMissingOrAnEmptyList", RANDOM);
    }

    @Test
    void contractShouldFailWhenTimesAreComparedAsTexts() {
        assertThat(ContractRun.of(BrokenFilters.ComparesTimesAsTexts.class).failed())
                .containsExactlyInAnyOrder("datesAndTimesShouldBeComparedAsMoments", RANDOM);
    }

    @Test
    void contractShouldFailWhenDotsAreTakenForPaths() {
        assertThat(ContractRun.of(BrokenFilters.TakesDotsForPaths.class).failed())
                .contains("entryShouldBeFoundWhateverItsName", "conditionShouldFindWhatAReopenedSinkStores", RANDOM);
    }

    @Test
    void contractShouldFailWhenMissingNamesAreKnown() {
        assertThat(ContractRun.of(BrokenFilters.TakesNamesInLowerCase.class).failed())
                .containsExactly("storedNamesShouldBeKnown");
    }

    @Test
    void contractShouldFailWhenNamesOfOtherModelsAreKnown() {
        assertThat(ContractRun.of(BrokenFilters.NamesFieldsOfOtherModels.class).failed())
                .containsExactly("storedNamesShouldBeKnown");
    }
}
