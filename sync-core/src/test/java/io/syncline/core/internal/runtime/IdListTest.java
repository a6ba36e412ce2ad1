package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdListTest {

    private static IdList list(String... written) {
        IdList list = new IdList();
        for (String id : written) {
            list.add(RecordId.parse(id));
        }
        return list;
    }

    private static List<String> values(IdList list) {
        return list.part(0, list.size()).stream().map(RecordId::toString).toList();
    }

    @Test
    void listShouldGrowBeyondItsFirstCapacity() {
        IdList list = new IdList();
        for (long i = 1; i <= 1_000; i++) {
            list.add(RecordId.of(i));
        }

        assertThat(list.size()).isEqualTo(1_000);
        assertThat(list.part(998, 10)).containsExactly(RecordId.of(999), RecordId.of(1_000));
        assertThat(list.part(1_000, 10)).isEmpty();
    }

    @Test
    void partShouldSpanNumbersAndTexts() {
        IdList list = list("a", "5", "b", "-7");

        assertThat(list.part(1, 2)).containsExactly(RecordId.of(-7), RecordId.of("a"));
        assertThat(list.part(3, 5)).containsExactly(RecordId.of("b"));
    }

    @Test
    void idsShouldAscendOnceTheyAreSorted() {
        IdList list = list("b", "5", "a", "-7", "3", "10x");

        list.ascend();

        assertThat(values(list)).containsExactly("-7", "3", "5", "10x", "a", "b");
    }

    @Test
    void commonAndOtherIdsShouldBeSelected() {
        IdList list = list("-1", "3", "5", "7", "a", "c");
        IdList others = list("2", "3", "4", "7", "9", "7x", "b", "c");

        assertThat(values(list.within(others))).containsExactly("3", "7", "c");
        assertThat(values(list.without(others))).containsExactly("-1", "5", "a");
        assertThat(values(list.without(list()))).containsExactly("-1", "3", "5", "7", "a", "c");
    }

    @Test
    void numberAndTextOfTheSameDigitsShouldDiffer() {
        IdList texts = new IdList();
        texts.add(RecordId.of("7"));

        assertThat(list("7").within(texts).size()).isZero();
    }

    @Test
    void listsShouldBeJoined() {
        IdList list = list("1", "a");
        list.addAll(list("3", "b"));

        assertThat(values(list)).containsExactly("1", "3", "a", "b");
    }
}
