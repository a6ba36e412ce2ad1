package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records by id. */
public interface SourceLookupContract extends Contract<RecordSourceFixture> {

    @Test
    default void readShouldGiveWhatPageGives() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(4);
        List<RecordId> asked = List.of(ids.get(3), ids.get(0), ids.get(2));
        RecordPage page = fixture().source().read(listings.all(), asked);
        assertThat(page.end()).as("end").isTrue();
        assertThat(page.rejected()).isEmpty();
        assertThat(page.records())
                .as("ascending, with the same content")
                .isEqualTo(listings.records(listings.all(), SourceListings.around(ids), 10).stream()
                        .filter(record -> asked.contains(record.id()))
                        .toList());
    }

    @Test
    default void readShouldOmitAbsentRecords() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(3);
        fixture().delete(ids.get(1));
        assertThat(SourceListings.idsOf(
                        fixture().source().read(listings.all(), ids).records()))
                .containsExactly(ids.get(0), ids.get(2));
        assertThat(fixture().source().read(listings.all(), List.of(ids.get(1))).records())
                .as("nothing but a deleted record")
                .isEmpty();
    }

    @Test
    default void readShouldGiveNothingWhenNothingIsAskedFor() {
        RecordPage page = fixture().source().read(new SourceListings(fixture()).all(), List.of());
        assertThat(page.records()).isEmpty();
        assertThat(page.end()).isTrue();
    }

    @Test
    default void readShouldIgnoreTheChangeTime() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(2);
        assertThat(SourceListings.idsOf(
                        fixture().source().read(future(listings), ids).records()))
                .isEqualTo(ids);
    }

    @Test
    default void readShouldTakeAThousandIds() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(5);
        assertThat(SourceListings.idsOf(
                        fixture().source().read(listings.all(), thousand(ids)).records()))
                .isEqualTo(ids);
    }

    @Test
    default void existingShouldReturnTheRecordsThatExist() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(4);
        fixture().delete(ids.get(2));
        assertThat(fixture().source().existing(listings.all(), ids))
                .isEqualTo(Set.of(ids.get(0), ids.get(1), ids.get(3)));
        assertThat(fixture().source().existing(listings.all(), List.of(ids.get(2))))
                .as("nothing but a deleted record")
                .isEmpty();
        assertThat(fixture().source().existing(listings.all(), List.of()))
                .as("nothing asked for")
                .isEmpty();
    }

    @Test
    default void existingShouldIgnoreTheChangeTime() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(2);
        assertThat(fixture().source().existing(future(listings), ids)).isEqualTo(Set.copyOf(ids));
    }

    @Test
    default void existingShouldTakeAThousandIds() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(5);
        assertThat(fixture().source().existing(listings.all(), thousand(ids))).isEqualTo(Set.copyOf(ids));
    }

    /** Existing ids, filled up to a thousand with ids that were never assigned. */
    private static List<RecordId> thousand(List<RecordId> present) {
        List<RecordId> ids = new ArrayList<>(present);
        RecordId last = present.get(present.size() - 1);
        for (int i = 1; ids.size() < 1000; i++) {
            ids.add(RecordIds.after(last, i));
        }
        return ids;
    }

    private RecordScope future(SourceListings listings) {
        return listings.changedSince(
                fixture().source().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600));
    }

    @Test
    default void everyRecordOfAListingShouldExist() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(3);
        List<RecordId> listed = listings.recordIds(listings.all(), IdRange.after(RecordIds.before(ids.get(0))), 100);
        assertThat(fixture().source().existing(listings.all(), listed)).isEqualTo(Set.copyOf(listed));
    }
}
