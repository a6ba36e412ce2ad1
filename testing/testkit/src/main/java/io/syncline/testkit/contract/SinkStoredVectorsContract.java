package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.RecordId;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract of sinks that also implement {@link StoredVectors}. */
public interface SinkStoredVectorsContract extends SinkContract {

    @Test
    default void chunksShouldBeReadWithTheirTextsAndDirections() {
        SinkContent content = SinkContent.prepared(this);
        EmbeddedDocument seven = doc(7, 3).build(kind());
        EmbeddedDocument eight = doc(8, 1).build(kind());
        content.sink().upsert(PARTNERS, 1, List.of(seven, eight));
        content.upsert(BANKS, 1, doc(7, 1).hash(2));
        content.upsert(OTHER_SOURCE, 1, doc(7, 1).hash(3));
        Map<RecordId, List<EmbeddedChunk>> read = stored(PARTNERS, ids(7, 8, 9));
        assertThat(read.keySet()).isEqualTo(Set.copyOf(ids(7, 8)));
        assertSame(read.getOrDefault(id(7), List.of()), seven);
        assertSame(read.getOrDefault(id(8), List.of()), eight);
    }

    private static void assertSame(List<EmbeddedChunk> read, EmbeddedDocument expected) {
        Map<String, Embedding> vectors = new TreeMap<>();
        read.forEach(chunk -> vectors.put(chunk.text(), chunk.embedding()));
        assertThat(vectors).hasSameSizeAs(expected.chunks());
        for (EmbeddedChunk chunk : expected.chunks()) {
            assertThat(vectors).containsKey(chunk.text());
            assertThat(cosine(requireNonNull(vectors.get(chunk.text())), chunk.embedding()))
                    .isCloseTo(1, within(1e-5));
        }
    }

    private static double cosine(Embedding a, Embedding b) {
        double product = 0;
        double squareOfA = 0;
        double squareOfB = 0;
        for (int i = 0; i < a.dimension(); i++) {
            product += (double) a.at(i) * b.at(i);
            squareOfA += (double) a.at(i) * a.at(i);
            squareOfB += (double) b.at(i) * b.at(i);
        }
        return product / Math.sqrt(squareOfA * squareOfB);
    }

    /** A record whose payload alone changes is stored again with the vectors that were read. */
    @Test
    default void vectorsThatAreReadAndStoredAgainShouldFindTheSame() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 2), doc(8, 1));
        var before = content.search(20, 10);
        EmbeddedDocument seven = doc(7, 2).build(kind());
        content.sink()
                .upsert(
                        PARTNERS,
                        2,
                        List.of(new EmbeddedDocument(
                                seven.id(),
                                seven.sourceVersion(),
                                SinkDocument.hashOf(9),
                                seven.fingerprint(),
                                seven.payload(),
                                inOrder(stored(PARTNERS, ids(7)).getOrDefault(id(7), List.of()), seven))));
        var after = content.search(20, 10);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i).id()).isEqualTo(before.get(i).id());
            assertThat(after.get(i).score()).isCloseTo(before.get(i).score(), within(1e-4));
        }
    }

    private static List<EmbeddedChunk> inOrder(List<EmbeddedChunk> read, EmbeddedDocument document) {
        return document.chunks().stream()
                .map(chunk -> read.stream()
                        .filter(found -> found.text().equals(chunk.text()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    default void noChunksShouldBeReadOfNoRecords() {
        SinkContent.prepared(this).upsert(1, doc(7, 2));
        assertThat(stored(PARTNERS, List.of())).isEmpty();
        assertThat(stored(BANKS, ids(7))).isEmpty();
    }

    private Map<RecordId, List<EmbeddedChunk>> stored(ModelKey key, List<RecordId> ids) {
        return ((StoredVectors) fixture().sink()).chunks(key, ids);
    }
}
