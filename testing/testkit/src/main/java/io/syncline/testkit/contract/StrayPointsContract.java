package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.StrayPoint;
import io.syncline.api.StrayPoint.Kind;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.StrayPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of sinks that also implement {@link StrayPoints}: what a program stored, copied or damaged that knows nothing of
 * syncs. The fixture must be able to do so.
 */
public interface StrayPointsContract extends SinkContract {

    @Test
    default void sinkWithoutStrayPointsShouldListNone() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 3), doc(8, 1));
        content.upsert(1, doc(7, 1).hash(2)); // surplus chunks belong to a stamp
        content.upsert(BANKS, 1, doc(7, 1));
        assertThat(strays(PARTNERS)).isEmpty();
    }

    @Test
    default void copyShouldBeListedAndBelongToNoStamp() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        content.upsert(BANKS, 1, doc(7, 1));
        String copy = fixture().copyPoint(PARTNERS, id(7), 1);
        assertThat(strays(PARTNERS)).containsExactly(new StrayPoint(copy, Kind.COPY, Optional.of(id(7))));
        assertThat(strays(BANKS)).isEmpty();
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
        assertThat(content.listed(PARTNERS)).containsExactly(7L, 8L);
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(2);
        assertThat(content.search(1, 10)).hasSize(2);
    }

    @Test
    default void copyShouldOutliveItsRecordAndStillBeListed() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        String copy = fixture().copyPoint(PARTNERS, id(7), 0);
        fixture().sink().delete(PARTNERS, 1, ids(7));
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(fixture().sink().count(PARTNERS)).isZero();
        assertThat(content.search(0, 10)).isEmpty();
        assertThat(strays(PARTNERS)).extracting(StrayPoint::point).containsExactly(copy);
    }

    @Test
    default void copiesShouldNotCrowdOutRecordsOfASearch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7).chunk("near", 1), doc(8).chunk("far", 60));
        for (int copy = 0; copy < 60; copy++) {
            fixture().copyPoint(PARTNERS, id(7), 0);
        }
        fixture().sink().delete(PARTNERS, 1, ids(7));
        assertThat(content.search(0, 1)).extracting(hit -> number(hit.id())).containsExactly(8L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "model_name", "point_type"})
    default void pointThatDoesNotSayWhoseItIsShouldBeDamaged(String field) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        fixture().damagePoint(PARTNERS, id(7), 1, field);
        fixture().damagePoint(PARTNERS, id(8), 0, field);
        assertThat(strays(PARTNERS)).extracting(StrayPoint::kind).containsExactly(Kind.DAMAGED, Kind.DAMAGED);
        assertThat(strays(PARTNERS))
                .extracting(StrayPoint::record)
                .containsExactlyInAnyOrder(Optional.of(id(7)), Optional.of(id(8)));
        assertThat(content.stamp(7).intact()).isFalse();
        assertThat(content.stamp(7).storedChunks()).isEqualTo(1);
        assertThat(fixture().sink().stamps(PARTNERS, ids(8))).isEmpty();
        assertThat(content.listed(PARTNERS)).containsExactly(7L);
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source",
                "model_name",
                "point_type",
                "record_id",
                "epoch",
                "source_version",
                "content_hash",
                "fingerprint",
                "chunk_count"
            })
    default void upsertShouldReplaceADamagedPoint(String field) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        fixture().damagePoint(PARTNERS, id(7), 0, field);
        content.upsert(2, doc(7, 2), doc(8, 1));
        assertThat(strays(PARTNERS)).isEmpty();
        assertThat(content.stamp(7).intact()).isTrue();
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
        assertThat(content.stamp(7).epoch()).isEqualTo(2);
        assertThat(content.hit(7, 0).text()).isEqualTo("Text 7 part 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "source_version", "content_hash", "fingerprint", "chunk_count"})
    default void deleteShouldRemoveARecordWhosePointLacksAStamp(String field) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2));
        fixture().damagePoint(PARTNERS, id(7), 0, field);
        fixture().sink().delete(PARTNERS, 2, ids(7));
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(strays(PARTNERS)).isEmpty();
    }

    @Test
    default void foreignPointShouldRefuseItsRecordOnlyAndStay() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        fixture().occupyPoint(PARTNERS, id(7), 1);
        List<StrayPoint> foreign = strays(PARTNERS);
        assertThat(foreign).extracting(StrayPoint::kind).containsExactly(Kind.FOREIGN);
        assertThatThrownBy(() -> content.upsert(2, doc(7, 2)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(foreign.get(0).point());
        content.upsert(2, doc(8, 1));
        strayPoints().deleteStrays(PARTNERS, 3, List.of(foreign.get(0).point()));
        fixture().sink().delete(PARTNERS, 3, ids(7));
        assertThat(strays(PARTNERS)).isEqualTo(foreign);
        assertThat(content.listed(PARTNERS)).containsExactly(8L);
    }

    @Test
    default void deleteStraysShouldDeleteCopiesAndDamagedPointsAndNothingElse() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 2));
        content.upsert(BANKS, 1, doc(7, 1));
        String copy = fixture().copyPoint(PARTNERS, id(7), 1);
        String ofBank = fixture().copyPoint(BANKS, id(7), 0);
        fixture().damagePoint(PARTNERS, id(8), 1, "model_name");
        List<String> points = strays(PARTNERS).stream().map(StrayPoint::point).toList();
        List<String> more = new ArrayList<>(points);
        more.add(ofBank);
        strayPoints().deleteStrays(PARTNERS, 1, more);
        assertThat(points).hasSize(2).contains(copy);
        assertThat(strays(PARTNERS)).isEmpty();
        assertThat(strays(BANKS)).extracting(StrayPoint::point).containsExactly(ofBank);
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
        assertThat(content.stamp(8).storedChunks()).isEqualTo(1);
    }

    @Test
    default void deleteStraysShouldLeaveAPointThatWasRepairedMeanwhile() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2));
        fixture().damagePoint(PARTNERS, id(7), 1, "point_type");
        List<String> points = strays(PARTNERS).stream().map(StrayPoint::point).toList();
        content.upsert(2, doc(7, 2));
        strayPoints().deleteStrays(PARTNERS, 3, points);
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
    }

    @Test
    default void deleteStraysShouldNotTouchWhatAGreaterEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7, 1));
        String copy = fixture().copyPoint(PARTNERS, id(7), 0);
        try {
            strayPoints().deleteStrays(PARTNERS, 4, List.of(copy));
        } catch (LostRaceException e) {
            // a sink that detects it may say so
        }
        assertThat(strays(PARTNERS)).hasSize(1);
        strayPoints().deleteStrays(PARTNERS, 5, List.of(copy));
        assertThat(strays(PARTNERS)).isEmpty();
    }

    @Test
    default void strayPointsShouldBeListedByPagesEachOnce() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 3), doc(8, 3));
        List<String> expected = new ArrayList<>();
        for (int copy = 0; copy < 5; copy++) {
            expected.add(fixture().copyPoint(PARTNERS, id(7), 1));
        }
        fixture().damagePoint(PARTNERS, id(8), 0, "source");
        fixture().damagePoint(PARTNERS, id(8), 2, "source");
        List<String> found = new ArrayList<>();
        StrayPage page = new StrayPage(List.of(), StrayPoints.START, false);
        while (!page.end()) {
            page = strayPoints().strays(PARTNERS, page.resumeAfter(), 2);
            assertThat(page.points()).hasSizeLessThanOrEqualTo(2);
            page.points().forEach(stray -> found.add(stray.point()));
        }
        assertThat(found).hasSize(7).doesNotHaveDuplicates().containsAll(expected);
        assertThat(fixture().sink().ids(PARTNERS, IdRange.ALL, 10).entries()).hasSize(2);
    }

    private StrayPoints strayPoints() {
        return (StrayPoints) fixture().sink();
    }

    private List<StrayPoint> strays(ModelKey key) {
        List<StrayPoint> found = new ArrayList<>();
        StrayPage page = new StrayPage(List.of(), StrayPoints.START, false);
        while (!page.end()) {
            page = strayPoints().strays(key, page.resumeAfter(), 100);
            found.addAll(page.points());
        }
        return found;
    }
}
