package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import org.junit.jupiter.api.Test;

/** Preparing a sink. */
public interface SinkPrepareContract extends SinkContract {

    @Test
    default void prepareShouldBeIdempotent() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2));
        fixture().sink().prepare(SCHEMA);
        assertThat(content.listed(PARTNERS)).containsExactly(7L);
        assertThat(content.stamp(7).intact()).isTrue();
    }

    @Test
    default void prepareShouldServeConcurrentThreads() {
        Concurrently.run(4, thread -> SinkContent.prepared(this));
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        assertThat(content.listed(PARTNERS)).containsExactly(7L);
    }

    @Test
    default void prepareShouldRefuseAnotherDimensionAndChangeNothing() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2));
        assertThatThrownBy(() -> fixture().sink().prepare(SinkContent.schema(2 * SinkContent.DIMENSION)))
                .isInstanceOf(SetupException.class);
        SinkContent after = SinkContent.prepared(this);
        assertThat(after.listed(PARTNERS)).containsExactly(7L);
        assertThat(after.hit(7, 0).text()).isEqualTo("Text 7 part 0");
    }

    @Test
    default void preparedSinkShouldBeEmpty() {
        SinkContent content = SinkContent.prepared(this);
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(fixture().sink().count(PARTNERS)).isZero();
        assertThat(fixture().sink().stamps(PARTNERS, ids(1, 2, 3))).isEmpty();
        assertThat(content.search(0, 10)).isEmpty();
    }
}
