package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Surplus chunks, missing chunks, and chunks of different contents. */
public interface SinkChunksContract extends SinkContract {

    @Test
    default void surplusChunksShouldStayUntilTheyAreTrimmed() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 4));
        content.upsert(1, doc(7, 2).hash(2));
        RecordStamp before = content.stamp(7);
        assertThat(before.chunkCount()).as("promised chunks").isEqualTo(2);
        assertThat(before.storedChunks()).as("stored chunks before").isEqualTo(4);
        assertThat(before.intact()).as("surplus chunks do no harm").isTrue();
        fixture().sink().trim(PARTNERS, 1, Map.of(id(7), 2));
        assertThat(content.stamp(7).storedChunks()).as("stored chunks after").isEqualTo(2);
        assertThat(content.stamp(7).intact()).isTrue();
        assertThat(content.hit(7, 3).chunkIndex())
                .as("a trimmed chunk is not found")
                .isEqualTo(1);
    }

    @Test
    default void surplusChunksOfAnotherContentShouldNotAffectWhetherAStampIsIntact() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 4).hash(1).fingerprint("fp-1"));
        content.upsert(2, doc(7, 2).hash(2).fingerprint("fp-2").version(1_700_000_001_000L));
        assertThat(content.stamp(7))
                .isEqualTo(new RecordStamp(id(7), 1_700_000_001_000L, SinkDocument.hashOf(2), "fp-2", 2, 4, 2, true));
    }

    @Test
    default void trimShouldTouchNothingElse() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(6, 3), doc(7, 3), doc(8, 3));
        fixture().sink().trim(PARTNERS, 1, Map.of(id(7), 1, id(8), 5, id(99), 1));
        assertThat(content.stamp(6).storedChunks()).as("not named").isEqualTo(3);
        assertThat(content.stamp(7).storedChunks()).as("trimmed").isEqualTo(1);
        assertThat(content.stamp(8).storedChunks()).as("has fewer than to keep").isEqualTo(3);
        assertThat(content.listed(PARTNERS)).containsExactly(6L, 7L, 8L);
    }

    @Test
    default void trimShouldBeIdempotent() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 5));
        fixture().sink().trim(PARTNERS, 1, Map.of(id(7), 2));
        fixture().sink().trim(PARTNERS, 1, Map.of(id(7), 2));
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
    }

    @Test
    default void recordShouldGrow() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        content.upsert(1, doc(7, 3).hash(2));
        assertThat(content.stamp(7).storedChunks()).isEqualTo(3);
        assertThat(content.stamp(7).intact()).isTrue();
    }

    @Test
    default void stampShouldNotBeIntactWhenChunksAreMissing() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 3));
        fixture().sink().trim(PARTNERS, 1, Map.of(id(7), 2));
        RecordStamp stamp = content.stamp(7);
        assertThat(stamp.chunkCount()).as("promised").isEqualTo(3);
        assertThat(stamp.storedChunks()).as("stored").isEqualTo(2);
        assertThat(stamp.intact()).isFalse();
    }

    /** The state that an overtaken write leaves: the guard protects the first chunk, and may accept the others. */
    @Test
    default void stampShouldNotBeIntactWhenChunksAreOfTwoContents() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(2, doc(7, 3).hash(1));
        fixture().sink().trim(PARTNERS, 2, Map.of(id(7), 1));
        Throwable thrown = catchThrowable(() -> content.upsert(1, doc(7, 3).hash(2)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(LostRaceException.class);
        }
        assertThat(content.stamp(7).contentHash()).as("hash of the first chunk").isEqualTo(SinkDocument.hashOf(1));
        assertThat(content.stamp(7).intact()).isFalse();
    }

    @Test
    default void recordShouldHaveAsManyChunksAsPointIdsAllow() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(6, 1), doc(7, PointId.MAX_CHUNKS), doc(8, 1));
        assertThat(content.stamp(7).storedChunks()).isEqualTo(PointId.MAX_CHUNKS);
        assertThat(content.stamp(7).intact()).isTrue();
        assertThat(content.stamp(6).storedChunks()).isEqualTo(1);
        assertThat(content.listed(PARTNERS)).containsExactly(6L, 7L, 8L);
        fixture().sink().delete(PARTNERS, 1, ids(7));
        assertThat(content.listed(PARTNERS)).as("deleted with all chunks").containsExactly(6L, 8L);
    }
}
