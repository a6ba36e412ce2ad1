package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of sinks fails for sinks with one defect. */
class VectorSinkContractFailsTest {

    @Test
    void contractShouldFailWhenThereIsNoGuard() {
        assertThat(ContractRun.of(BrokenSinks.HasNoGuard.class).failed())
                .contains(
                        "upsertShouldNotReplaceWhatAGreaterEpochWrote",
                        "upsertShouldNotReplaceAGreaterVersionOfTheSameEpoch",
                        "guardShouldHoldAfterReopen");
    }

    @Test
    void contractShouldFailWhenDeletionsAreNotGuarded() {
        assertThat(ContractRun.of(BrokenSinks.DeletesWhatANewerRunWrote.class).failed())
                .containsExactly("deleteShouldNotTouchWhatAGreaterEpochWrote");
    }

    @Test
    void contractShouldFailWhenTheGuardIsSilentWithoutDeclaringIt() {
        assertThat(ContractRun.of(BrokenSinks.HasASilentGuard.class).failed())
                .contains("upsertShouldNotReplaceWhatAGreaterEpochWrote", "trimShouldNotTouchWhatAGreaterEpochWrote");
    }

    @Test
    void contractShouldFailWhenPayloadsArePatched() {
        assertThat(ContractRun.of(BrokenSinks.PatchesPayloads.class).failed())
                .containsExactlyInAnyOrder(
                        "upsertShouldReplaceARecordWithEverythingItCarried", "storedNamesShouldBeKnown");
    }

    @Test
    void contractShouldFailWhenNumbersLoseTheirPrecision() {
        assertThat(ContractRun.of(BrokenSinkAnswers.StoresNumbersAsDoubles.class)
                        .failed())
                .containsExactly("payloadShouldComeBackWithItsTypes");
    }

    @Test
    void contractShouldFailWhenUpsertTrimsSurplusChunks() {
        assertThat(ContractRun.of(BrokenSinks.TrimsDuringUpsert.class).failed())
                .contains("surplusChunksShouldStayUntilTheyAreTrimmed");
    }

    @Test
    void contractShouldFailWhenMissingChunksAreNotDetected() {
        assertThat(ContractRun.of(BrokenSinkAnswers.ReportsEverythingAsIntact.class)
                        .failed())
                .containsExactlyInAnyOrder(
                        "stampShouldNotBeIntactWhenChunksAreMissing",
                        "stampShouldNotBeIntactWhenChunksAreOfTwoContents");
    }

    @Test
    void contractShouldFailWhenSurplusChunksAreComparedToo() {
        assertThat(ContractRun.of(BrokenSinkAnswers.ComparesSurplusChunks.class).failed())
                .containsExactlyInAnyOrder(
                        "surplusChunksShouldStayUntilTheyAreTrimmed",
                        "surplusChunksOfAnotherContentShouldNotAffectWhetherAStampIsIntact");
    }

    @Test
    void contractShouldFailWhenAnotherDimensionFailsTheRecord() {
        assertThat(ContractRun.of(BrokenSinkDimensions.FailsTheRecord.class).failed())
                .containsExactly("upsertShouldRefuseVectorsOfAnotherDimensionAndStoreNothing");
    }

    @Test
    void contractShouldFailWhenDocumentsAreStoredBeforeAllAreChecked() {
        assertThat(ContractRun.of(BrokenSinkDimensions.ChecksEachDocumentWhenItIsWritten.class)
                        .failed())
                .contains("upsertShouldRefuseVectorsOfAnotherDimensionAndStoreNothing");
    }

    @Test
    void contractShouldFailWhenPointsAreCounted() {
        assertThat(ContractRun.of(BrokenSinkAnswers.CountsPoints.class).failed())
                .contains("countShouldCountRecordsNotPoints");
    }

    @Test
    void contractShouldFailWhenChunksOfOneRecordCrowdOutTheOthers() {
        assertThat(ContractRun.of(BrokenSinkAnswers.SearchesPointsInsteadOfRecords.class)
                        .failed())
                .contains("searchShouldFindEachRecordOnceByItsBestChunk");
    }

    @Test
    void contractShouldFailWhenSourcesAreMixed() {
        assertThat(ContractRun.of(BrokenSinkAnswers.MixesSources.class).failed())
                .contains("writesShouldTouchOneModelOnly");
    }

    @Test
    void contractShouldFailWhenAnyDimensionIsAccepted() {
        assertThat(ContractRun.of(BrokenSinks.AcceptsAnyDimension.class).failed())
                .containsExactlyInAnyOrder(
                        "prepareShouldRefuseAnotherDimensionAndChangeNothing", "dimensionShouldStayAfterReopen");
    }

    @Test
    void contractShouldFailWhenDataDoNotSurviveAReopen() {
        assertThat(ContractRun.of(BrokenSinks.ForgetsWhenItCloses.class).failed())
                .isEqualTo(Set.of(
                        "writesShouldBeThereAfterReopen",
                        "conditionShouldFindWhatAReopenedSinkStores",
                        "markShouldBeThereAfterReopen",
                        "openShouldGiveTheIdentityThatPrepareChose",
                        "openShouldSufficeToReadAndToWrite",
                        "restoredStoreShouldHaveTheMarkOfItsCopy",
                        "guardShouldHoldAfterReopen",
                        "dimensionShouldStayAfterReopen"));
    }
}
