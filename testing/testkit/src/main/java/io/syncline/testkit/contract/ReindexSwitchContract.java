package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.ReindexContent.LARGER;
import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Checking the new collection, and letting it serve. A part of {@link ReindexingContract}. */
public interface ReindexSwitchContract extends Contract<ReindexingFixture> {

    @Test
    default void newCollectionShouldServeOnceItHasEverything() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2, 3);
        content.serve(BANKS, 7);
        String old = fixture().reindexing().status().serving().orElseThrow();
        content.fill(LARGER, PARTNERS, 1, 2, 3);
        content.fill(LARGER, BANKS, 7);
        content.assertServing(SCHEMA, 1, 2, 3);
        String fresh = fixture().reindexing().status().building().orElseThrow();
        assertThat(fixture().reindexing().indexed()).isTrue();
        ReindexReport checked = fixture().reindexing().check(ReindexContent::all, Map.of());
        assertThat(checked.agrees()).isTrue();
        assertThat(checked.switched()).isFalse();
        assertThat(checked.serving()).isEqualTo(old);
        assertThat(checked.building()).isEqualTo(fresh);
        assertThat(fixture().reindexing().status().serving())
                .as("after the check")
                .contains(old);
        ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(report.switched()).isTrue();
        assertThat(report.serving()).isEqualTo(fresh);
        assertThat(report.models())
                .containsExactly(
                        new ModelComparison(PARTNERS, 3, 3, 0, 0, 0), new ModelComparison(BANKS, 1, 1, 0, 0, 0));
        assertThat(fixture().reindexing().status())
                .isEqualTo(new ReindexStatus(Optional.of(fresh), Optional.empty(), Optional.of(old), List.of(old)));
        content.assertServing(LARGER, 1, 2, 3);
    }

    @Test
    default void sinkShouldContinueToUseTheCollectionItWasPreparedIn() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2);
        try (VectorSink open = fixture().openSink()) {
            SinkContent pinned = SinkContent.prepared(open);
            content.fill(LARGER, PARTNERS, 1, 2, 3);
            assertThat(fixture()
                            .reindexing()
                            .switchOver(ReindexContent::all, Map.of())
                            .switched())
                    .isTrue();
            assertThat(pinned.listed(PARTNERS)).containsExactly(1L, 2L);
            assertThat(pinned.search(0, 10)).as("with the old vectors").hasSize(2);
        }
    }

    @Test
    default void collectionThatLacksRecordsShouldNotServe() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2, 3);
        content.fill(LARGER, PARTNERS, 1, 3);
        ReindexStatus before = fixture().reindexing().status();
        ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(report.switched()).isFalse();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 3, 2, 1, 0, 0));
        assertThat(fixture().reindexing().status()).isEqualTo(before);
        content.assertServing(SCHEMA, 1, 2, 3);
    }

    @Test
    default void collectionWithAnOlderVersionShouldNotServe() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2, 3);
        content.fill(LARGER, PARTNERS, 1, 2);
        content.fill(LARGER, ReindexContent.outdated(3));
        ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(report.switched()).isFalse();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 3, 3, 0, 1, 0));
        content.assertServing(SCHEMA, 1, 2, 3);
    }

    @Test
    default void recordsDeletedInTheSourceShouldNotCount() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2, 3);
        content.fill(LARGER, PARTNERS, 1);
        content.fill(LARGER, ReindexContent.outdated(3));
        ReindexReport report = fixture().reindexing().switchOver((key, ids) -> Set.of(), Map.of());
        assertThat(report.switched()).isTrue();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 3, 2, 0, 0, 2));
    }

    /** The embedder of the new collection refuses a record, and a person decided to go without it. */
    @Test
    default void excludedRecordsShouldNotCount() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2, 3);
        content.fill(LARGER, PARTNERS, 1, 3);
        Map<ModelKey, Set<RecordId>> another = Map.of(BANKS, Set.of(RecordId.of(2)), PARTNERS, Set.of(RecordId.of(3)));
        assertThat(fixture()
                        .reindexing()
                        .switchOver(ReindexContent::all, another)
                        .switched())
                .isFalse();
        Map<ModelKey, Set<RecordId>> excluded = Map.of(PARTNERS, Set.of(RecordId.of(2)));
        assertThat(fixture().reindexing().check(ReindexContent::all, excluded).agrees())
                .isTrue();
        ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, excluded);
        assertThat(report.switched()).isTrue();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 3, 2, 0, 0, 0));
        content.assertServing(LARGER, 1, 3);
    }

    @Test
    default void recordsThatOnlyTheNewCollectionHasShouldNotMatter() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 2);
        content.fill(LARGER, PARTNERS, 1, 2, 3);
        ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(report.switched()).isTrue();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 1, 3, 0, 0, 0));
    }

    @Test
    default void sourceShouldBeAskedForFewRecordsAtATime() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, LongStream.rangeClosed(1, 1201).toArray());
        content.fill(LARGER, PARTNERS, 1);
        List<Long> asked = new ArrayList<>();
        ReindexReport report = fixture()
                .reindexing()
                .check(
                        (key, ids) -> {
                            assertThat(key).isEqualTo(PARTNERS);
                            assertThat(ids).hasSizeBetween(1, 500);
                            ids.forEach(id -> asked.add(id.number()));
                            return Set.copyOf(ids);
                        },
                        Map.of());
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, 1201).boxed().toList());
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 1201, 1, 1200, 0, 0));
    }

    @Test
    default void checkShouldBeRefusedWithoutANewCollection() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        assertThatThrownBy(() -> fixture().reindexing().check(ReindexContent::all, Map.of()))
                .isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> fixture().reindexing().switchOver(ReindexContent::all, Map.of()))
                .isInstanceOf(SetupException.class);
        content.assertServing(SCHEMA, 1);
    }
}
