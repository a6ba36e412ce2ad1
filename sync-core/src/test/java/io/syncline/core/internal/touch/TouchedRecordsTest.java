package io.syncline.core.internal.touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchedRecordsTest {

    private static final long NOW = 1_700_000_000;

    private static final RecordId ONE = RecordId.of(1);
    private static final RecordId TWO = RecordId.of("a b\nc/ä");

    private static List<RecordId> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(RecordId::of).toList();
    }

    @Test
    void recordShouldBeReadByTwoRuns() {
        TouchedRecords touched = TouchedRecords.NONE.plus(List.of(ONE, TWO), NOW);

        TouchedRecords once = touched.after(touched);
        TouchedRecords twice = once.after(once);

        assertThat(once.ids()).containsExactly(ONE, TWO);
        assertThat(twice.isEmpty()).isTrue();
    }

    private static Instant after(long seconds) {
        return Instant.ofEpochSecond(NOW + seconds);
    }

    /** A signal that comes before its commit is read in vain by as many runs as there are until then. */
    @Test
    void secondReadShouldComeAfterTheLatestCommit() {
        TouchedRecords once = TouchedRecords.NONE.plus(List.of(ONE, TWO), NOW);
        TouchedRecords read = once.after(once).plus(List.of(TWO), NOW + 2);

        assertThat(once.due(after(1)).ids()).containsExactly(ONE, TWO);
        assertThat(read.due(after(3)).ids()).as("what was touched since").containsExactly(TWO);
        assertThat(read.due(after(29)).ids()).containsExactly(TWO);
        assertThat(read.due(after(30)).ids()).containsExactly(ONE, TWO);
        assertThat(read.after(read.due(after(3))).ids())
                .as("nothing that was not read is forgotten")
                .containsExactly(ONE, TWO);
        assertThat(read.due(after(-60)).ids()).as("a clock that was set back").containsExactly(ONE, TWO);
    }

    @Test
    void recordThatIsTouchedDuringARunShouldNotCountAsReadByIt() {
        TouchedRecords read = TouchedRecords.NONE.plus(List.of(ONE, TWO), NOW);
        TouchedRecords now = read.plus(List.of(ONE), NOW).after(read);

        TouchedRecords next = now.after(now);

        assertThat(next.ids()).as("two runs after the later touch").containsExactly(ONE);
        assertThat(next.after(next).isEmpty()).isTrue();
    }

    @Test
    void runShouldForgetNothingThatAnotherRunHasReadAlready() {
        TouchedRecords first = TouchedRecords.NONE.plus(List.of(ONE), NOW);
        TouchedRecords second = first.after(first);

        assertThat(second.after(first).ids()).as("an outdated reading").containsExactly(ONE);
    }

    @Test
    void tooManyShouldCollapseUntilARunHasSeenIt() {
        TouchedRecords full = TouchedRecords.NONE.plus(numbers(1, TouchedRecords.MOST), NOW);
        TouchedRecords over = full.plus(numbers(1_000, 1_000), NOW);
        TouchedRecords later = over.plus(List.of(ONE), NOW);

        assertThat(full.ids()).hasSize(TouchedRecords.MOST);
        assertThat(over.ids()).isEmpty();
        assertThat(over.isOverflowing()).isTrue();
        assertThat(later.after(over).isOverflowing()).as("touched since").isTrue();
        assertThat(later.after(later).isEmpty()).isTrue();
        assertThat(later.after(later).plus(List.of(ONE), NOW).ids()).containsExactly(ONE);
    }

    @Test
    void longIdsShouldCollapseBeforeTheDocumentIsTooLong() {
        List<RecordId> ids = Stream.iterate(1, i -> i + 1)
                .limit(TouchedRecords.MOST)
                .map(i -> RecordId.of("ä".repeat(100) + i))
                .toList();

        assertThat(TouchedRecords.NONE.plus(ids, NOW).isOverflowing()).isTrue();
    }

    @Test
    void textShouldKeepEverything() {
        TouchedRecords touched = TouchedRecords.NONE.plus(List.of(ONE, TWO, RecordId.of(-7)), NOW);
        TouchedRecords read = touched.after(touched).plus(List.of(RecordId.of("1")), NOW);
        TouchedRecords over = TouchedRecords.NONE.plus(numbers(1, 501), NOW);

        assertThat(Stream.of(TouchedRecords.NONE, touched, read, over))
                .allSatisfy(records ->
                        assertThat(TouchFormat.read(TouchFormat.write(records))).isEqualTo(records));
        assertThat(TouchFormat.read("")).isEqualTo(TouchedRecords.NONE);
    }

    /** A later version may write more; what this one does not know is no reason to forget a record. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "other\n",
                "syncline-touched 1\nstamps 1 0 0\n",
                "syncline-touched 2\n",
                "syncline-touched 2\nstamps 1 0 0",
                "syncline-touched 2\nstamps 1 0\n",
                "syncline-touched 2\nstamps 1 0 0\nnumber x 1 2 0\n",
                "syncline-touched 2\nstamps 1 0 0\nuuid 1 1 2 0\n",
                "syncline-touched 2\nstamps 1 0 0\nnumber 1 1\n"
            })
    void damagedTextShouldBeRefused(String text) {
        assertThatThrownBy(() -> TouchFormat.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
