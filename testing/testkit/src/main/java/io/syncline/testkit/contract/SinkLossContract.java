package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stores that are lost or restored: the mark goes with the points, so that their loss can be noticed. */
public interface SinkLossContract extends SinkContract {

    @Test
    default void marksShouldBeLostWithTheStore() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        fixture()
                .sink()
                .raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(4, Optional.of("database")));
        VectorSink sink = fixture().lose();
        sink.prepare(SCHEMA);
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), 4, new SinkMark(5, Optional.empty())))
                .as("raised from the lost one")
                .isFalse();
        assertThat(sink.raiseMark(PARTNERS, SinkContent.store(sink), 0, new SinkMark(5, Optional.empty())))
                .as("begun anew")
                .isTrue();
    }

    /** Whoever has created the new one meanwhile, and whether or not it has a mark: it is not what the caller has written to. */
    @Test
    default void markShouldNotBeRaisedInAnotherStoreThanTheOneThatWasOpened() {
        String lost = SinkContent.store(SinkContent.prepared(this).sink());
        VectorSink sink = fixture().lose();
        String present = sink.prepare(SCHEMA).id();

        assertThat(sink.raiseMark(PARTNERS, lost, 0, mark(5)))
                .as("the first mark")
                .isFalse();
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.raiseMark(PARTNERS, present, 0, mark(5))).isTrue();
        assertThat(sink.raiseMark(PARTNERS, lost, 5, mark(8)))
                .as("a later mark")
                .isFalse();
        assertThat(sink.mark(PARTNERS)).contains(mark(5));
    }

    private static SinkMark mark(long value) {
        return new SinkMark(value, Optional.empty());
    }

    @Test
    default void restoredStoreShouldHaveTheMarkOfItsCopy() {
        SinkContent content = SinkContent.prepared(this);
        SinkIdentity identity = fixture().sink().prepare(SCHEMA);
        content.upsert(1, doc(7, 2));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(4, Optional.empty()));
        if (!can(Capability.COPIES)) {
            assertThatThrownBy(fixture()::keepCopy).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        fixture().keepCopy();
        content.upsert(2, doc(8, 2));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 4, new SinkMark(5, Optional.empty()));
        VectorSink restored = fixture().restoreCopy();
        assertThat(restored.open(SCHEMA)).as("the same store").isEqualTo(identity);
        assertThat(restored.mark(PARTNERS)).contains(new SinkMark(4, Optional.empty()));
        assertThat(SinkContent.prepared(this).listed(PARTNERS)).containsExactly(7L);
    }
}
