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
            Cursor.at(Long.MIN_VALUE),
            Cursor.at(0),
            Cursor.at(Long.MAX_VALUE),
            Cursor.at(RecordId.of("10")),
            Cursor.at(RecordId.of("a")),
            Cursor.END);

    @Test
    void positionsShouldBeOrderedLikeTheRecords() {
        List<Cursor> sorted = new ArrayList<>(ASCENDING);
        Collections.reverse(sorted);
        Collections.sort(sorted);

        assertThat(sorted).isEqualTo(ASCENDING);
        assertThat(Cursor.max(Cursor.START, Cursor.at(5))).isEqualTo(Cursor.at(5));
        assertThat(Cursor.min(Cursor.END, Cursor.at(5))).isEqualTo(Cursor.at(5));
    }

    @Test
    void positionShouldBeBeforeTheRecordsThatFollow() {
        assertThat(Cursor.START.isBefore(RecordId.of(Long.MIN_VALUE))).isTrue();
        assertThat(Cursor.at(5).isBefore(RecordId.of(5))).isFalse();
        assertThat(Cursor.at(5).isBefore(RecordId.of(6))).isTrue();
        assertThat(Cursor.END.isBefore(RecordId.of("z"))).isFalse();
    }

    @Test
    void onlyAPositionAtARecordShouldHaveAnId() {
        assertThat(Cursor.at(5).id()).isEqualTo(RecordId.of(5));
        assertThatThrownBy(Cursor.START::id).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Cursor.END::id).isInstanceOf(IllegalStateException.class);
    }
}
