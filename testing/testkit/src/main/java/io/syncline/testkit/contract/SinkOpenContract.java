package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** {@code prepare} creates a store, {@code open} never does, and each creation has its own identity. */
public interface SinkOpenContract extends SinkContract {

    @Test
    default void openShouldBeRefusedWhenThereIsNoStoreAndCreateNone() {
        VectorSink sink = fixture().sink();
        assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> sink.open(SCHEMA)).as("again").isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> fixture().reopen().open(SCHEMA))
                .as("by another process")
                .isInstanceOf(MissingStoreException.class);
    }

    @Test
    default void openShouldGiveTheIdentityThatPrepareChose() {
        VectorSink sink = fixture().sink();
        SinkIdentity created = sink.prepare(SCHEMA);
        assertThat(created.id()).isNotEqualTo(SinkIdentity.UNKNOWN);
        assertThat(created.name()).isNotBlank();
        assertThat(sink.open(SCHEMA)).as("opened").isEqualTo(created);
        assertThat(sink.prepare(SCHEMA)).as("prepared again").isEqualTo(created);
        VectorSink later = fixture().reopen();
        if (can(Capability.DURABILITY)) {
            assertThat(later.open(SCHEMA)).as("opened by another process").isEqualTo(created);
            assertThat(later.prepare(SCHEMA)).as("prepared by another process").isEqualTo(created);
        } else {
            assertThatThrownBy(() -> later.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
        }
    }

    @Test
    default void openShouldSufficeToReadAndToWrite() {
        SinkContent before = SinkContent.prepared(this);
        before.upsert(1, doc(7, 2));
        VectorSink sink =
                can(Capability.DURABILITY) ? fixture().reopen() : fixture().sink();
        sink.open(SCHEMA);
        assertThat(sink.stamps(PARTNERS, ids(7))).containsOnlyKeys(id(7));
        assertThat(sink.count(PARTNERS)).isEqualTo(1);
        sink.delete(PARTNERS, 1, ids(7));
        assertThat(sink.count(PARTNERS)).isZero();
    }

    @Test
    default void openShouldRefuseAnotherDimensionAndChangeNothing() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2));
        assertThatThrownBy(() -> fixture().sink().open(SinkContent.schema(2 * SinkContent.DIMENSION)))
                .isInstanceOf(SetupException.class)
                .isNotInstanceOf(MissingStoreException.class);
        assertThat(SinkContent.prepared(this).listed(PARTNERS)).containsExactly(7L);
    }

    @Test
    default void concurrentProcessesShouldAgreeOnTheIdentity() {
        assertThat(new HashSet<>(Concurrently.run(4, thread -> fixture().sink().prepare(SCHEMA))))
                .hasSize(1);
    }

    @Test
    default void storeThatIsCreatedAgainShouldHaveAnotherIdentity() {
        SinkContent content = SinkContent.prepared(this);
        SinkIdentity first = fixture().sink().prepare(SCHEMA);
        content.upsert(1, doc(7, 2));
        VectorSink sink = fixture().lose();
        assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
        SinkIdentity second = sink.prepare(SCHEMA);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.name()).as("what people call it").isEqualTo(first.name());
        assertThat(sink.count(PARTNERS)).isZero();
    }
}
