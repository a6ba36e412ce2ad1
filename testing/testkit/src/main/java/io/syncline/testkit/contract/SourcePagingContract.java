package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Listings of a source: ascending, complete, each record once, whatever happens between the pages. */
public interface SourcePagingContract extends Contract<RecordSourceFixture> {

    @Test
    default void pageShouldListEachRecordOnceWhateverTheLimit() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(12);
        for (int limit : new int[] {1, 4, 5, 12, 13, 500}) {
            assertThat(listings.recordIds(listings.all(), SourceListings.around(ids), limit))
                    .as("limit " + limit)
                    .isEqualTo(ids);
        }
    }

    @Test
    default void pageShouldListEverythingWhenTheRangeIsOpen() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(3);
        assertThat(listings.recordIds(listings.all(), IdRange.ALL, 1000))
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(ids);
    }

    /** Databases sort texts by language or without regard to case, unless they are told not to. */
    @Test
    default void textsShouldBeListedByCodePoint() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = Stream.of("order-B", "order-a", "order-a-b", "order-b", "order-Ä", "order-ä")
                .map(RecordId::of)
                .sorted(Comparator.reverseOrder())
                .filter(id -> fixture().create(id, "Record " + id))
                .sorted()
                .toList();
        assertThat(ids.size()).as("all or none").isIn(0, 6);
        for (int limit : new int[] {1, 2, 500}) {
            assertThat(listings.recordIds(listings.all(), IdRange.ALL, limit))
                    .as("records, limit " + limit)
                    .isSorted()
                    .containsAll(ids);
            assertThat(listings.ids(listings.all(), IdRange.ALL, limit).stream().map(IdAndVersion::id))
                    .as("ids, limit " + limit)
                    .isSorted()
                    .containsAll(ids);
        }
    }

    @Test
    default void pageShouldKeepToItsRange() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(6);
        Cursor second = Cursor.after(ids.get(1));
        Cursor fourth = Cursor.after(ids.get(3));
        assertThat(listings.recordIds(listings.all(), new IdRange(second, fourth), 10))
                .as("after is exclusive, upTo inclusive")
                .isEqualTo(ids.subList(2, 4));
        assertThat(listings.recordIds(listings.all(), new IdRange(fourth, fourth), 10))
                .as("an empty range")
                .isEmpty();
        assertThat(listings.recordIds(listings.all(), IdRange.after(Cursor.after(ids.get(5))), 10))
                .as("after the last record")
                .isEmpty();
    }

    @Test
    default void pageShouldCarryTheFieldsAskedFor() {
        SourceListings listings = new SourceListings(fixture());
        RecordId id = fixture().create("Grüße aus 東京 🚀");
        IdRange only = SourceListings.around(List.of(id));
        assertThat(listings.records(listings.all(), only, 10)).singleElement().satisfies(record -> {
            assertThat(SourceListings.text(record, fixture().field())).isEqualTo("Grüße aus 東京 🚀");
            assertThat(record.fields().keySet()).containsExactly(fixture().field());
        });
        RecordScope slim = RecordScope.builder().model(fixture().model()).build();
        assertThat(listings.records(slim, only, 10))
                .singleElement()
                .extracting(SourceRecord::fields)
                .as("no field was asked for")
                .isEqualTo(Map.of());
    }

    @Test
    default void pageShouldSkipAndDoubleNothingWhenRecordsAreDeletedBetweenPages() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(15);
        List<RecordId> deleted = List.of(ids.get(0), ids.get(1), ids.get(2), ids.get(9), ids.get(14));
        List<RecordId> listed = listInterrupted(ids, () -> deleted.forEach(fixture()::delete));
        assertThat(listed).as("ascending, each once").isSorted().doesNotHaveDuplicates();
        assertThat(listed)
                .as("records that were there throughout")
                .containsAll(ids.stream().filter(id -> !deleted.contains(id)).toList());
    }

    @Test
    default void pageShouldSkipAndDoubleNothingWhenRecordsAreCreatedBetweenPages() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(10);
        List<RecordId> listed = listInterrupted(ids, () -> listings.create(3));
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    default void pageShouldSkipAndDoubleNothingWhenRecordsChangeBetweenPages() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(10);
        fixture().nextSecond();
        List<RecordId> listed = listInterrupted(ids, () -> {
            fixture().update(ids.get(0), "Changed after it was read");
            fixture().update(ids.get(8), "Changed before it was read");
        });
        assertThat(listed).isEqualTo(ids);
    }

    /** Reads a listing in pages of four, and runs an action after the first page with records. */
    private List<RecordId> listInterrupted(List<RecordId> ids, Runnable between) {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> listed = new ArrayList<>();
        PageWalk walk = new PageWalk(SourceListings.around(ids), 4);
        boolean interrupted = false;
        while (!walk.isOver()) {
            RecordPage page = fixture().source().page(listings.all(), walk.rest(), 4);
            List<RecordId> pageIds = SourceListings.idsOf(page.records());
            walk.pass(pageIds, page.resumeAfter(), page.end());
            listed.addAll(pageIds);
            if (!interrupted && !listed.isEmpty()) {
                between.run();
                interrupted = true;
            }
        }
        return listed;
    }

    @Test
    default void idsShouldListWhatPageLists() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(7);
        fixture().nextSecond();
        fixture().update(ids.get(3), "Changed");
        IdRange range = SourceListings.around(ids);
        List<IdAndVersion> expected = listings.records(listings.all(), range, 3).stream()
                .map(record -> new IdAndVersion(record.id(), record.version()))
                .toList();
        assertThat(expected).hasSize(7);
        for (int limit : new int[] {1, 3, 7, 500}) {
            assertThat(listings.ids(listings.all(), range, limit))
                    .as("limit " + limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    default void idsShouldKeepToTheirRange() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(4);
        IdRange range = new IdRange(Cursor.after(ids.get(0)), Cursor.after(ids.get(2)));
        assertThat(listings.ids(listings.all(), range, 2).stream().map(IdAndVersion::id))
                .containsExactly(ids.get(1), ids.get(2));
        assertThat(listings.ids(listings.all(), IdRange.after(Cursor.after(ids.get(3))), 2))
                .isEmpty();
    }
}
