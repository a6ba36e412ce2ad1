package io.syncline.core.port.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final List<Cursor> ASCENDING = List.of(
            Cursor.START,
            Cursor.after(Long.MIN_VALUE),
            Cursor.after(0),
            Cursor.after(Long.MAX_VALUE),
            Cursor.after(RecordId.of("10")),
            Cursor.after(RecordId.of("a")),
            Cursor.END);

    @Test
    void positionsShouldBeOrderedLikeTheRecords() {
        List<Cursor> sorted = new ArrayList<>(ASCENDING);
        Collections.reverse(sorted);
        Collections.sort(sorted);

        assertThat(sorted).isEqualTo(ASCENDING);
        assertThat(Cursor.max(Cursor.START, Cursor.after(5))).isEqualTo(Cursor.after(5));
        assertThat(Cursor.min(Cursor.END, Cursor.after(5))).isEqualTo(Cursor.after(5));
    }

    @Test
    void positionShouldBeBeforeTheRecordsThatFollow() {
        assertThat(Cursor.START.isBefore(RecordId.of(Long.MIN_VALUE))).isTrue();
        assertThat(Cursor.after(5).isBefore(RecordId.of(5))).isFalse();
        assertThat(Cursor.after(5).isBefore(RecordId.of(6))).isTrue();
        assertThat(Cursor.END.isBefore(RecordId.of("z"))).isFalse();
    }

    @Test
    void onlyAPositionAtARecordShouldHaveAnId() {
        assertThat(Cursor.after(5).id()).isEqualTo(RecordId.of(5));
        assertThatThrownBy(Cursor.START::id).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Cursor.END::id).isInstanceOf(IllegalStateException.class);
    }
}
