package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Listings and counts of stored records. */
public interface SinkListingContract extends SinkContract {

    @Test
    default void idsShouldListEachRecordOnceWithItsVersionWhateverTheLimit() {
        SinkContent content = SinkContent.prepared(this);
        List<IdAndVersion> expected = new ArrayList<>();
        for (long id : new long[] {30, 4, 1_000_000_007, 5, 12, 70_000}) {
            content.upsert(1, doc(id, 1 + (int) (id % 4)).version(1000 * id));
            expected.add(new IdAndVersion(id(id), 1000 * id));
        }
        expected.sort((a, b) -> a.id().compareTo(b.id()));
        for (int limit : new int[] {1, 2, 3, 6, 7, 1000}) {
            assertThat(content.list(PARTNERS, IdRange.ALL, limit))
                    .as("limit " + limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    default void idsShouldKeepToTheirRange() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(3, 2), doc(5, 2), doc(8, 2), doc(9, 2));
        if (fixture().sink().listsInOrder(PARTNERS)) {
            assertThat(numbers(content.list(PARTNERS, new IdRange(after(3), after(8)), 10)))
                    .as("after is exclusive, upTo inclusive")
                    .containsExactly(5L, 8L);
            assertThat(content.list(PARTNERS, new IdRange(after(5), after(5)), 10))
                    .as("an empty range")
                    .isEmpty();
            assertThat(content.list(PARTNERS, new IdRange(after(5), after(7)), 10))
                    .as("a gap")
                    .isEmpty();
            assertThat(content.list(PARTNERS, IdRange.after(after(9)), 10))
                    .as("after the last")
                    .isEmpty();
            assertThat(content.list(PARTNERS, IdRange.after(after(Long.MAX_VALUE)), 10))
                    .as("after the greatest id")
                    .isEmpty();
        }
        assertThat(content.list(PARTNERS, IdRange.after(Cursor.END), 10))
                .as("after the end")
                .isEmpty();
    }

    @Test
    default void idsShouldReportTheVersionOfTheFirstChunk() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 3).version(10_000));
        content.upsert(2, doc(7, 1).version(20_000));
        assertThat(content.list(PARTNERS, IdRange.ALL, 10)).containsExactly(new IdAndVersion(id(7), 20_000));
    }

    @Test
    default void idsShouldSkipAndDoubleNothingWhenRecordsComeAndGoBetweenPages() {
        SinkContent content = SinkContent.prepared(this);
        for (long id = 10; id <= 120; id += 10) {
            content.upsert(1, doc(id, 2));
        }
        IdPage first = fixture().sink().ids(PARTNERS, IdRange.ALL, 5);
        fixture().sink().delete(PARTNERS, 1, ids(10, 20, 90));
        content.upsert(1, doc(15, 1), doc(130, 1));
        List<IdAndVersion> listed = new ArrayList<>(first.entries());
        listed.addAll(content.list(PARTNERS, IdRange.after(first.resumeAfter()), 5));
        assertThat(numbers(listed)).doesNotHaveDuplicates();
        if (fixture().sink().listsInOrder(PARTNERS)) {
            assertThat(numbers(listed)).isSorted();
        }
        assertThat(numbers(listed))
                .as("records that were there throughout")
                .contains(30L, 40L, 50L, 60L, 70L, 80L, 100L, 110L, 120L);
    }

    @Test
    default void countShouldCountRecordsNotPoints() {
        SinkContent content = SinkContent.prepared(this);
        assertThat(fixture().sink().count(PARTNERS)).isZero();
        content.upsert(1, doc(7, 3), doc(8, 1), doc(9, 5));
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(3);
        content.upsert(1, doc(7, 1));
        assertThat(fixture().sink().count(PARTNERS)).as("after a replacement").isEqualTo(3);
        fixture().sink().trim(PARTNERS, 1, Map.of(id(9), 1));
        assertThat(fixture().sink().count(PARTNERS)).as("after a trim").isEqualTo(3);
        fixture().sink().delete(PARTNERS, 1, ids(8));
        assertThat(fixture().sink().count(PARTNERS)).as("after a deletion").isEqualTo(2);
    }

    @Test
    default void countShouldBeExactForManyRecords() {
        SinkContent content = SinkContent.prepared(this);
        fixture()
                .sink()
                .upsert(
                        PARTNERS,
                        1,
                        LongStream.rangeClosed(1, 1500)
                                .mapToObj(id -> doc(id, 1 + (int) (id % 2)).build(kind()))
                                .toList());
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(1500);
        assertThat(content.list(PARTNERS, IdRange.ALL, 700)).hasSize(1500);
    }

    private List<Long> numbers(List<IdAndVersion> entries) {
        return entries.stream().map(entry -> number(entry.id())).toList();
    }
}
