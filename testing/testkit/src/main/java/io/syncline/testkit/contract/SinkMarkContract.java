package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Marks: how far the writes to a model have come, stored beside its points. */
public interface SinkMarkContract extends SinkContract {

    @Test
    default void markShouldBeMissingAtFirst() {
        SinkContent content = SinkContent.prepared(this);
        assertThat(fixture().sink().mark(PARTNERS)).isEmpty();
        content.upsert(1, doc(7, 2));
        assertThat(fixture().sink().mark(PARTNERS)).as("after a write").isEmpty();
    }

    @Test
    default void markShouldComeBackAsItWasStored() {
        SinkContent.prepared(this);
        long last = 0;
        for (SinkMark mark : List.of(
                mark(1),
                new SinkMark(2, Optional.of("5f0d6a8c-8d9b-4a0e-b2c1-111111111111")),
                mark(9),
                new SinkMark((1L << 53) + 1, Optional.of("Grüße 🚀 \"quoted\"")),
                mark(Long.MAX_VALUE))) {
            assertThat(fixture()
                            .sink()
                            .raiseMark(PARTNERS, SinkContent.store(fixture().sink()), last, mark))
                    .isTrue();
            assertThat(fixture().sink().mark(PARTNERS)).contains(mark);
            last = mark.value();
        }
    }

    @Test
    default void markShouldStayUnlessItIsTheExpectedOne() {
        VectorSink sink = SinkContent.prepared(this).sink();
        assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), 3, mark(4)))
                .as("there is none yet")
                .isFalse();
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), 0, mark(5)))
                .isTrue();
        for (long expected : new long[] {0, 4, 6}) {
            assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), expected, mark(8)))
                    .as("expected " + expected)
                    .isFalse();
            assertThat(sink.mark(PARTNERS)).contains(mark(5));
        }
        assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), 5, mark(8)))
                .isTrue();
        assertThat(sink.mark(PARTNERS)).contains(mark(8));
    }

    @Test
    default void oneOfManyShouldRaiseTheMark() {
        VectorSink sink = SinkContent.prepared(this).sink();
        List<Integer> wins = Concurrently.run(6, thread -> {
            int won = 0;
            for (long value = 1; value <= 20; value++) {
                long present = sink.mark(PARTNERS).map(SinkMark::value).orElse(0L);
                won += sink.raiseMark(PARTNERS, SinkContent.store(sink), present, mark(present + 1)) ? 1 : 0;
            }
            return won;
        });
        long raised = wins.stream().mapToLong(Integer::longValue).sum();
        assertThat(sink.mark(PARTNERS)).as("raised once by each winner").contains(mark(raised));
    }

    @Test
    default void modelsAndSourcesShouldHaveTheirOwnMarks() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        long value = 1;
        for (ModelKey key : List.of(PARTNERS, BANKS, OTHER_SOURCE)) {
            assertThat(sink.raiseMark(key, SinkContent.store(sink), 0, mark(value)))
                    .isTrue();
            content.upsert(key, 1, doc(7, 1));
            value++;
        }
        sink.delete(BANKS, 1, ids(7));
        assertThat(sink.raiseMark(BANKS, SinkContent.store(sink), 2, mark(20))).isTrue();
        assertThat(sink.mark(PARTNERS)).contains(mark(1));
        assertThat(sink.mark(BANKS)).contains(mark(20));
        assertThat(sink.mark(OTHER_SOURCE)).contains(mark(3));
    }

    /** It is how far the writes have come, and deletions are writes. */
    @Test
    default void markShouldStayWhenTheLastRecordIsDeleted() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, mark(3));
        fixture().sink().delete(PARTNERS, 1, ids(7, 8));
        assertThat(fixture().sink().mark(PARTNERS)).contains(mark(3));
    }

    @Test
    default void markShouldNotShowAmongRecords() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        sink.raiseMark(PARTNERS, SinkContent.store(sink), 0, mark(3));
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(content.search(0, 10)).isEmpty();
        assertThat(content.searchAll(0, 10)).isEmpty();
        content.upsert(1, doc(7, 1), doc(8, 2));
        sink.trim(PARTNERS, 1, Map.of(id(8), 1));
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
        assertThat(content.listed(PARTNERS)).containsExactly(7L, 8L);
        assertThat(content.search(0, 10)).hasSize(2);
        assertThat(sink.listsInOrder(BANKS)).as("a model without records").isTrue();
    }

    @Test
    default void markShouldBeThereAfterReopen() {
        SinkContent.prepared(this);
        SinkMark mark = new SinkMark(7, Optional.of("database"));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, mark);
        VectorSink sink = SinkContent.reopened(this).sink();
        assertThat(sink.mark(PARTNERS)).isEqualTo(can(Capability.DURABILITY) ? Optional.of(mark) : Optional.empty());
    }

    private static SinkMark mark(long value) {
        return new SinkMark(value, Optional.empty());
    }
}
