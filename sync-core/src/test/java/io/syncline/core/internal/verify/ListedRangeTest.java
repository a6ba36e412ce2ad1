package io.syncline.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ListedRangeTest {

    @Test
    void rangeShouldEndWhereTheShorterListingHasGot() {
        ListedRange range = ListedRange.merge(page(20, false, 5, 10, 20), page(12, false, 5, 12), Cursor.START);

        assertThat(range.upTo()).isEqualTo(Cursor.after(12));
        assertThat(ids(range.stored())).containsExactly(5L, 10L);
        assertThat(ids(range.listed())).containsExactly(5L, 12L);
        assertThat(range.end()).isFalse();
    }

    @Test
    void endedListingShouldReachAsFarAsTheOther() {
        ListedRange range = ListedRange.merge(page(7, true, 7), page(30, false, 9, 30), Cursor.START);

        assertThat(range.upTo()).isEqualTo(Cursor.after(30));
        assertThat(ids(range.stored())).containsExactly(7L);
        assertThat(ids(range.listed())).containsExactly(9L, 30L);
        assertThat(range.end()).isFalse();
    }

    @Test
    void lastRangeShouldHoldWhatBothListToTheirEnds() {
        ListedRange range = ListedRange.merge(page(7, true, 7), page(9, true, 9), Cursor.after(5));

        assertThat(range.upTo()).isEqualTo(Cursor.END);
        assertThat(range.end()).isTrue();
    }

    @Test
    void rangeShouldNotGoBack() {
        assertThat(ListedRange.merge(page(3, false), page(4, false), Cursor.after(5))
                        .upTo())
                .isEqualTo(Cursor.after(5));
    }

    private static IdPage page(long resumeAfter, boolean end, long... ids) {
        return new IdPage(
                LongStream.of(ids)
                        .mapToObj(id -> new IdAndVersion(RecordId.of(id), id))
                        .toList(),
                Cursor.after(resumeAfter),
                end);
    }

    private static List<Long> ids(Map<RecordId, Long> records) {
        return records.keySet().stream().map(RecordId::number).toList();
    }
}
