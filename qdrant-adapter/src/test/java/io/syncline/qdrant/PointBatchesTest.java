package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.DIMENSION;
import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PointBatchesTest {

    private static final List<EmbeddedDocument> DOCUMENTS =
            List.of(document(1, 1, 3), document(2, 1, 1), document(3, 1, 3));

    private final PointCodec codec = new PointCodec(target(), PARTNERS, 1);

    @Test
    void batchesShouldBeLimitedByTheNumberOfPoints() {
        assertThat(sizes(new WriteLimits(3, 1 << 20, 1), Set.of())).containsExactly(3, 3, 1);
    }

    @Test
    void batchesShouldBeLimitedByBytes() {
        int bytes = codec.point(DOCUMENTS.get(0), 0).getSerializedSize();

        assertThat(sizes(new WriteLimits(100, 2 * bytes, 1), Set.of())).containsExactly(2, 2, 2, 1);
    }

    @Test
    void largePointShouldBeABatchOfItsOwn() {
        assertThat(sizes(new WriteLimits(100, 1, 1), Set.of())).containsExactly(1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void skippedPointsShouldBeOmitted() {
        Set<UUID> skipped = Set.of(codec.id(DOCUMENTS.get(0), 1), codec.id(DOCUMENTS.get(2), 2));

        assertThat(sizes(new WriteLimits(100, 1 << 20, 1), skipped)).containsExactly(5);
        assertThat(sizes(
                        new WriteLimits(100, 1 << 20, 1),
                        DOCUMENTS.stream()
                                .flatMap(document -> codec.ids(document).stream())
                                .collect(Collectors.toSet())))
                .isEmpty();
    }

    @Test
    void nextShouldFailAfterTheLastBatch() {
        PointBatches batches = new PointBatches(codec, new WriteLimits(100, 1 << 20, 1), List.of(), Set.of());

        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void halvesShouldHaveAllPoints() {
        PointBatch batch = new PointBatches(codec, new WriteLimits(100, 1 << 20, 1), DOCUMENTS, Set.of()).next();
        List<PointBatch.Entry> points = new ArrayList<>();
        batch.halves().forEach(half -> points.addAll(half.points()));

        assertThat(batch.halves()).extracting(PointBatch::size).containsExactly(3, 4);
        assertThat(points).isEqualTo(batch.points());
    }

    private List<Integer> sizes(WriteLimits limits, Set<UUID> skipped) {
        List<Integer> sizes = new ArrayList<>();
        new PointBatches(codec, limits, DOCUMENTS, skipped).forEachRemaining(batch -> sizes.add(batch.size()));
        return sizes;
    }

    private static Target target() {
        return ImmutableTarget.builder()
                .collection("records-g1")
                .filling("filling")
                .vector("text")
                .sparseVector("text-terms")
                .dimension(DIMENSION)
                .guardedByServer(true)
                .writes(new WriteLimits(500, 4 << 20, 4))
                .writesBeforePause(Integer.MAX_VALUE)
                .readLimit(1_000)
                .queryLimit(1_000)
                .idsPerFilter(1_000)
                .filtersByAnyField(true)
                .words(Target.WordVectors.ABSENT)
                .bulkLoading(false)
                .build();
    }
}
