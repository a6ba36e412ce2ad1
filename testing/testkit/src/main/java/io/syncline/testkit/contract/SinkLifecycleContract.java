package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Threads, interruption, durability, and the end of a sink. */
public interface SinkLifecycleContract extends SinkContract {

    @Test
    default void sinkShouldAcceptDifferentRecordsFromConcurrentThreads() {
        SinkContent content = SinkContent.prepared(this);
        int threads = 8;
        int each = 50;
        Concurrently.run(threads, thread -> {
            for (int batch = 0; batch < 5; batch++) {
                long first = 1 + thread * each + batch * 10L;
                fixture().sink().upsert(PARTNERS, 1, documents(first, first + 9));
            }
            fixture().sink().delete(PARTNERS, 1, ids(1 + (long) thread * each));
            return fixture().sink().count(PARTNERS);
        });
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(threads * (each - 1L));
        assertThat(content.listed(PARTNERS)).hasSize(threads * (each - 1));
        List<RecordId> all = content.listed(PARTNERS).stream().map(this::id).toList();
        assertThat(fixture().sink().stamps(PARTNERS, all).values()).allMatch(RecordStamp::intact);
    }

    @Test
    default void sinkShouldBeReadWhileItIsWritten() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1000, 2), doc(2000, 2));
        Concurrently.run(4, thread -> {
            for (int i = 0; i < 20; i++) {
                if (thread % 2 == 0) {
                    fixture().sink().upsert(PARTNERS, 1, documents(1 + 20L * thread + i, 1 + 20L * thread + i));
                } else {
                    assertThat(content.listed(PARTNERS)).contains(1000L, 2000L);
                    assertThat(content.stamp(1000).intact()).isTrue();
                }
            }
            return thread;
        });
        assertThat(content.listed(PARTNERS)).hasSize(42);
    }

    private List<EmbeddedDocument> documents(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> doc(id, 2).build(kind()))
                .toList();
    }

    @Test
    default void writesShouldBeThereAfterReopen() {
        SinkContent before = SinkContent.prepared(this);
        before.upsert(3, doc(6, 3), doc(7).payload(Map.of("city", "Köln")).chunk("Grüße", 0), doc(8, 1));
        fixture().sink().delete(PARTNERS, 3, ids(8));
        fixture().sink().trim(PARTNERS, 3, Map.of(id(6), 1));
        Map<RecordId, RecordStamp> stamps = fixture().sink().stamps(PARTNERS, ids(6, 7, 8));
        SinkHit hit = before.hit(7, 0);
        SinkContent after = SinkContent.reopened(this);
        if (can(Capability.DURABILITY)) {
            assertThat(fixture().sink().stamps(PARTNERS, ids(6, 7, 8))).isEqualTo(stamps);
            assertThat(after.hit(7, 0)).isEqualTo(hit);
            assertThat(after.listed(PARTNERS)).containsExactly(6L, 7L);
        } else {
            assertThat(after.listed(PARTNERS)).isEmpty();
        }
    }

    @Test
    default void dimensionShouldStayAfterReopen() {
        SinkContent.prepared(this).upsert(1, doc(7, 1));
        VectorSink sink = fixture().reopen();
        if (can(Capability.DURABILITY)) {
            assertThatThrownBy(() -> sink.prepare(SinkContent.schema(2 * SinkContent.DIMENSION)))
                    .isInstanceOf(SetupException.class);
        } else {
            sink.prepare(SinkContent.schema(2 * SinkContent.DIMENSION));
            assertThat(sink.count(PARTNERS)).isZero();
        }
    }

    @Test
    default void sinkShouldKeepTheInterruptFlagAndStayUsable() {
        SinkContent content = SinkContent.prepared(this);
        Interruption.assertFlagPreserved(() -> content.upsert(1, doc(7, 2)));
        Interruption.assertFlagPreserved(() -> fixture().sink().ids(PARTNERS, IdRange.ALL, 10));
        content.upsert(1, doc(7, 2));
        assertThat(content.stamp(7).intact())
                .as("the next call, not interrupted")
                .isTrue();
    }

    @Test
    default void sinkShouldFailAfterClose() {
        VectorSink sink = fixture().sink();
        SinkContent content = SinkContent.prepared(sink);
        sink.close();
        sink.close();
        assertThatThrownBy(() -> content.upsert(1, doc(7, 1))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> sink.ids(PARTNERS, IdRange.ALL, 10)).isInstanceOf(RuntimeException.class);
    }
}
