package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.SourceRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions, and listings of what changed. */
public interface SourceChangesContract extends Contract<RecordSourceFixture> {

    @Test
    default void versionShouldRiseWhenTheRecordChanges() {
        SourceListings listings = new SourceListings(fixture());
        RecordId id = fixture().create("Before");
        long before = listings.version(id);
        assertThat(listings.version(id)).as("nothing changed").isEqualTo(before);
        fixture().nextSecond();
        fixture().update(id, "After");
        assertThat(SourceListings.text(listings.read(id), fixture().field())).isEqualTo("After");
        if (can(Capability.CHANGE_TIME)) {
            assertThat(listings.version(id)).as("changed").isGreaterThan(before);
        } else {
            assertThat(listings.version(id)).as("no change time").isZero();
        }
    }

    @Test
    default void changesShouldIncludeTheLowerBound() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(1);
        Instant second = changeSecond(ids.get(0));
        assertThat(changes(ids, second)).as("the bound itself").isEqualTo(ids);
        assertThat(changes(ids, second.minusSeconds(1))).as("a second earlier").isEqualTo(ids);
        assertThat(changes(ids, second.plusSeconds(1)))
                .as("a second later")
                .isEqualTo(can(Capability.CHANGE_TIME) ? List.of() : ids);
    }

    @Test
    default void changesShouldListExactlyTheChangedRecords() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(9);
        fixture().nextSecond();
        Instant lower = fixture().source().now().truncatedTo(ChronoUnit.SECONDS);
        fixture().nextSecond();
        List<RecordId> changed = List.of(ids.get(1), ids.get(4), ids.get(5), ids.get(8));
        changed.forEach(id -> fixture().update(id, "Changed"));
        List<RecordId> expected = can(Capability.CHANGE_TIME) ? changed : ids;
        for (int limit : new int[] {1, 3, 500}) {
            assertThat(listings.recordIds(listings.changedSince(lower), SourceListings.around(ids), limit))
                    .as("page, limit " + limit)
                    .isEqualTo(expected);
            assertThat(listings.ids(listings.changedSince(lower), SourceListings.around(ids), limit).stream()
                            .map(IdAndVersion::id))
                    .as("ids, limit " + limit)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    default void changesShouldKeepToTheirRange() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(5);
        Instant lower = changeSecond(ids.get(0));
        IdRange range = new IdRange(Cursor.after(ids.get(0)), Cursor.after(ids.get(3)));
        assertThat(listings.recordIds(listings.changedSince(lower), range, 2)).isEqualTo(ids.subList(1, 4));
    }

    @Test
    default void changesShouldAlwaysListRecordsWithoutAChangeTime() {
        SourceListings listings = new SourceListings(fixture());
        if (can(Capability.UNDATED_RECORDS)) {
            RecordId undated = fixture().createUndated("Loaded by other means");
            Instant future =
                    fixture().source().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);
            assertThat(listings.version(undated)).as("version").isZero();
            assertThat(changes(List.of(undated), future)).as("page").containsExactly(undated);
            assertThat(listings.ids(listings.changedSince(future), SourceListings.around(List.of(undated)), 10))
                    .as("ids")
                    .containsExactly(new IdAndVersion(undated, 0));
        } else {
            assertThatThrownBy(() -> fixture().createUndated("Loaded by other means"))
                    .isInstanceOf(UnsupportedOperationException.class);
            List<RecordId> ids = listings.create(2);
            assertThat(listings.records(listings.all(), SourceListings.around(ids), 10))
                    .extracting(SourceRecord::version)
                    .allMatch(version -> version > 0 == can(Capability.CHANGE_TIME));
        }
    }

    @Test
    default void changesShouldNotListDeletedRecords() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(3);
        Instant lower = changeSecond(ids.get(0));
        fixture().delete(ids.get(1));
        assertThat(changes(ids, lower)).containsExactly(ids.get(0), ids.get(2));
    }

    private List<RecordId> changes(List<RecordId> ids, Instant lower) {
        SourceListings listings = new SourceListings(fixture());
        return listings.recordIds(listings.changedSince(lower), SourceListings.around(ids), 100);
    }

    private Instant changeSecond(RecordId id) {
        return Instant.ofEpochMilli(new SourceListings(fixture()).version(id)).truncatedTo(ChronoUnit.SECONDS);
    }
}
