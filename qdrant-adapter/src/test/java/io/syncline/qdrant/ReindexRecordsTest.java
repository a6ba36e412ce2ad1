package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.SinkSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records a new collection must have, whatever their ids. */
class ReindexRecordsTest {

    private static final SinkSchema NEW = Documents.schema("larger", 12);
    private static final ModelKey OTHER_SOURCE = new ModelKey("odoo:other", PARTNERS.model());
    private static final Set<String> SOURCES = Set.of(PARTNERS.source());

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();
    private final QdrantReindex reindex = server.sink(name).reindex();

    @BeforeEach
    void store() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, mixed(Documents.DIMENSION));
        }
    }

    @AfterEach
    void close() {
        reindex.close();
        server.drop(name + "-g1");
        server.drop(name + "-g2");
    }

    @Test
    void recordsOfAllKindsShouldBeComparedOneByOne() {
        fill(Set.of());
        assertThat(reindex.check().models()).containsExactly(new ModelComparison(PARTNERS, 120, 120, 0, 0, 0));

        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            building.delete(PARTNERS, 1, List.of(RecordId.of("text 7"), RecordId.of("7"), RecordId.of(-7)));
            building.upsert(
                    PARTNERS, 2, List.of(in(12, RecordId.of("text 9"), 9, 0), in(12, RecordId.of("new"), 9, 0)));
        }
        assertThat(reindex.check().models()).containsExactly(new ModelComparison(PARTNERS, 120, 119, 2, 1, 0));
    }

    @Test
    void switchShouldGoWithoutExcludedRecordsOnly() {
        RecordId refused = RecordId.of("text 7");
        fill(Set.of(refused, RecordId.of(8)));

        ReindexReport report = reindex.switchOver((key, ids) -> Set.copyOf(ids), Map.of(PARTNERS, Set.of(refused)));
        assertThat(report.switched()).isFalse();
        assertThat(report.models()).containsExactly(new ModelComparison(PARTNERS, 120, 118, 1, 0, 0));

        assertThat(reindex.switchOver(
                                (key, ids) -> Set.copyOf(ids),
                                Map.of(PARTNERS, Set.of(refused, RecordId.of(8)), PRODUCTS, Set.of()))
                        .switched())
                .isTrue();
    }

    @Test
    void beginShouldRefuseASourceThatIsNotNamedBeforeItCreatesAnything() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.open(SCHEMA);
            sink.upsert(OTHER_SOURCE, 1, List.of(document(1, 1, 1)));
        }
        Set<String> before = server.names();

        assertThatThrownBy(() -> reindex.begin(NEW, SOURCES))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("odoo:other")
                .hasMessageContaining("'syncline sources'");

        assertThat(server.names()).isEqualTo(before);
    }

    @Test
    void beginShouldRefuseACollectionThatIsNoAliasBeforeItCreatesAnything() {
        Set<String> before = server.names();
        try (QdrantReindex physical = server.sink(name + "-g1").reindex()) {
            assertThatThrownBy(() -> physical.begin(NEW, SOURCES))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("is not an alias");
            assertThatThrownBy(() -> physical.rollback(name + "-g1-g1")).isInstanceOf(SetupException.class);
        }

        assertThat(server.names()).isEqualTo(before);
    }

    /** The collection that serves after a switch is the one that the old configuration must not call needless. */
    @Test
    void oldConfigurationShouldNotBeAdvisedToDropTheServingCollection() {
        fill(Set.of());
        assertThat(reindex.switchOver().switched()).isTrue();

        try (QdrantVectorSink old = server.sink(name).build()) {
            assertThatThrownBy(() -> old.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Configure the embedder of the collection")
                    .hasMessageNotContaining("drop");
        }
    }

    private void fill(Set<RecordId> refused) {
        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            List<EmbeddedDocument> documents = new ArrayList<>(mixed(12));
            documents.removeIf(document -> new HashSet<>(refused).contains(document.id()));
            building.upsert(PARTNERS, 1, documents);
        }
        OptimisedSegments.awaitGreen(server, name + "-g2");
    }

    private static List<EmbeddedDocument> mixed(int dimension) {
        List<EmbeddedDocument> documents = new ArrayList<>();
        for (long number = 1; number <= 40; number++) {
            documents.add(in(dimension, RecordId.of("text " + number), number, 1));
            documents.add(in(dimension, RecordId.of(number), number, 1));
            documents.add(in(dimension, RecordId.of(-number), number, 1));
        }
        return documents;
    }

    private static EmbeddedDocument in(int dimension, RecordId id, long number, long version) {
        EmbeddedDocument like = document(number, version, 1, dimension);
        return new EmbeddedDocument(id, version, like.contentHash(), like.fingerprint(), like.payload(), like.chunks());
    }
}
