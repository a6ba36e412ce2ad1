package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongListTest {

    private static LongList list(long... values) {
        LongList list = new LongList();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Long> values(LongList list) {
        return list.part(0, list.size()).stream().map(RecordId::value).toList();
    }

    @Test
    void listShouldGrowBeyondItsFirstCapacity() {
        LongList list = new LongList();
        for (long i = 1; i <= 1_000; i++) {
            list.add(i);
        }

        assertThat(list.size()).isEqualTo(1_000);
        assertThat(list.part(998, 10)).containsExactly(RecordId.of(999), RecordId.of(1_000));
        assertThat(list.part(1_000, 10)).isEmpty();
    }

    @Test
    void commonAndOtherValuesShouldBeSelected() {
        LongList list = list(1, 3, 5, 7);
        LongList others = list(2, 3, 4, 7, 9);

        assertThat(values(list.within(others))).containsExactly(3L, 7L);
        assertThat(values(list.without(others))).containsExactly(1L, 5L);
        assertThat(values(list.without(list()))).containsExactly(1L, 3L, 5L, 7L);
    }

    @Test
    void listsShouldBeJoined() {
        LongList list = list(1, 2);
        list.addAll(list(3, 4));

        assertThat(values(list)).containsExactly(1L, 2L, 3L, 4L);
    }
}
