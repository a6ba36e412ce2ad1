package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever only reads creates nothing, and a collection that is created again has another identity. */
class LostCollectionTest {

    private static final SinkQuery QUERY = SinkQuery.builder()
            .source(PARTNERS.source())
            .embedding(Documents.atCosine(1))
            .limit(3)
            .build();

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName() + "-customers";
    private final QdrantVectorSink sink = server.sink(name).build();

    @AfterEach
    void close() {
        sink.close();
        server.drop(name + "-g1");
        server.drop(name + "-g2");
    }

    @Test
    void misspeltNameShouldBeCorrectedAndNothingCreated() {
        sink.prepare(SCHEMA);
        Set<String> before = server.names();
        String misspelt = name.replace("customers", "cutsomers");

        try (QdrantVectorSink reader = server.sink(misspelt).build()) {
            assertMissing(
                    reader,
                    "There is no collection '" + misspelt + "' at " + server.host() + ":" + server.port()
                            + ". Did you mean '" + name + "'? Run a sync to create it");
        }

        assertThat(server.names()).isEqualTo(before);
    }

    @Test
    void nameWithoutASimilarOneShouldBeReportedAndNothingCreated() {
        Set<String> before = server.names();

        try (QdrantVectorSink reader =
                server.sink("quite-another-name-that-nobody-uses-here").build()) {
            assertMissing(
                    reader,
                    "nobody-uses-here' at " + server.host() + ":" + server.port() + ". Run a sync to create it");
        }

        assertThat(server.names()).isEqualTo(before);
    }

    /** The server deletes the aliases of a collection with it. */
    @Test
    void lostCollectionShouldBeCreatedByAWriterOnlyAndWithANewIdentity() {
        SinkIdentity first = sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, new SinkMark(4, Optional.empty()));
        server.drop(name + "-g1");
        Set<String> before = server.names();

        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertMissing(reader, "There is no collection '" + name + "'");
            assertThat(server.names()).isEqualTo(before);
            SinkIdentity second = reader.prepare(SCHEMA);
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(second.name())
                    .isEqualTo(first.name())
                    .isEqualTo("collection " + name + " at " + server.host() + ":" + server.port());
            assertThat(reader.mark(PARTNERS)).isEmpty();
            assertThat(reader.count(PARTNERS)).isZero();
        }
    }

    /** The collection of a run that has written nothing yet is deleted and created again, before its first mark or while it is stored. */
    @Test
    void firstMarkShouldNotBeRaisedInACollectionOfTheSameNameThatWasCreatedLater() {
        String lost = sink.prepare(SCHEMA).id();
        server.drop(name + "-g1");
        try (QdrantVectorSink other = server.sink(name).build()) {
            other.prepare(SCHEMA);

            assertThat(sink.raiseMark(PARTNERS, lost, 0, new SinkMark(4, Optional.empty())))
                    .isFalse();

            assertThat(other.mark(PARTNERS)).isEmpty();
        }
    }

    @Test
    void lostAliasShouldBeRestoredByAWriterOnlyAndTheIdentityKept() {
        SinkIdentity first = sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        server.dropAlias(name);
        Set<String> before = server.names();

        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertMissing(reader, "the alias of that name was lost, and " + name + "-g1 still exists");
            assertThat(server.names()).isEqualTo(before);
            assertThat(reader.prepare(SCHEMA)).isEqualTo(first);
            assertThat(reader.count(PARTNERS)).isEqualTo(3);
        }
    }

    @Test
    void lostAliasShouldBeRestoredByARollback() {
        SinkIdentity first = sink.prepare(SCHEMA);
        server.dropAlias(name);

        try (QdrantReindex reindex = server.sink(name).reindex()) {
            reindex.rollback(name + "-g1");
        }

        assertThat(sink.open(SCHEMA)).isEqualTo(first);
    }

    /** The collection that is left stores vectors of another embedder: it is neither taken nor changed. */
    @Test
    void newCollectionShouldBeCreatedWhenTheOneThatIsLeftIsOfAnotherEmbedder() {
        sink.prepare(Documents.schema("other", Documents.DIMENSION));
        server.dropAlias(name);
        var left = server.info(name + "-g1").getConfig();

        sink.prepare(SCHEMA);

        assertThat(server.names()).contains(name + " -> " + name + "-g2");
        assertThat(server.info(name + "-g1").getConfig()).isEqualTo(left);
    }

    @Test
    void choiceShouldBeLeftToAPersonWhenSeveralCollectionsAreLeft() {
        sink.prepare(SCHEMA);
        server.collections()
                .create(CreateCollection.newBuilder()
                        .setCollectionName(name + "-g2")
                        .setVectorsConfig(
                                server.info(name).getConfig().getParams().getVectorsConfig())
                        .build());
        server.dropAlias(name);

        assertThatThrownBy(() -> sink.prepare(SCHEMA))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(name + "-g1, " + name + "-g2")
                .hasMessageContaining("'syncline rollback COLLECTION'");
        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertMissing(
                    reader, name + "-g2 still exist. Choose the one that serves with 'syncline rollback COLLECTION'");
        }
        try (QdrantReindex reindex = server.sink(name).reindex()) {
            reindex.rollback(name + "-g2");
        }

        assertThat(server.names()).contains(name + " -> " + name + "-g2");
    }

    @Test
    void collectionThatIsBeingBuiltShouldNotBeOfferedForTheAliasThatWasLost() {
        sink.prepare(SCHEMA);
        try (QdrantReindex reindex = server.sink(name).reindex()) {
            reindex.begin(Documents.schema("other", Documents.DIMENSION), Set.of(PARTNERS.source()))
                    .close();
        }
        server.dropAlias(name);

        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertMissing(
                    reader, name + "-g1 still exists. Let it serve again with 'syncline rollback " + name + "-g1'");
        }
    }

    @Test
    void openShouldChangeNothingInACollectionOfAnEarlierVersion() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        EarlierVersion.imitate(server, name + "-g1");
        var before = server.info(name + "-g1");

        try (QdrantVectorSink reader =
                server.sink(name).bulkLoad(true).hybrid(false).build()) {
            assertThat(reader.open(SCHEMA).id()).isEqualTo(SinkIdentity.UNKNOWN);
            assertThat(reader.mark(PARTNERS)).isEmpty();
            assertThat(reader.count(PARTNERS)).isEqualTo(3);
            assertThat(reader.search(QUERY)).hasSize(3);
            assertThat(reader.listsInOrder(PARTNERS)).isTrue();
            assertThat(reader.contents()).hasSize(1);
        }

        assertThat(server.info(name + "-g1").getConfig()).isEqualTo(before.getConfig());
        assertThat(server.info(name + "-g1").getPayloadSchemaMap()).isEqualTo(before.getPayloadSchemaMap());
        assertThat(server.all(name)).hasSize(3);
    }

    @Test
    void openShouldLeaveTheBulkLoadOfAWriterAlone() {
        try (QdrantVectorSink writer = server.sink(name).bulkLoad(true).build()) {
            writer.prepare(SCHEMA);
            try (QdrantVectorSink reader = server.sink(name).bulkLoad(true).build()) {
                reader.open(SCHEMA);
                reader.loaded();
            }
            assertThat(server.info(name).getConfig().getOptimizerConfig().getIndexingThreshold())
                    .isZero();
        }
    }

    @Test
    void openShouldRefuseAnotherEmbedderWithoutAdviceToDropTheCollection() {
        sink.prepare(SCHEMA);

        try (QdrantVectorSink reader = server.sink(name).build()) {
            assertThatThrownBy(() -> reader.open(Documents.schema("other", 9)))
                    .isInstanceOf(SetupException.class)
                    .isNotInstanceOf(MissingStoreException.class)
                    .hasMessageContaining("test/tiny/8")
                    .hasMessageContaining("test/other/9")
                    .hasMessageContaining("syncline reindex --all")
                    .hasMessageNotContaining("drop");
        }
    }

    private static void assertMissing(QdrantVectorSink reader, String message) {
        assertThatThrownBy(() -> reader.open(SCHEMA))
                .isInstanceOf(MissingStoreException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> reader.search(QUERY)).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(reader::identity).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(reader::contents).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> reader.drop(PARTNERS, 1)).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> reader.rename(PARTNERS, "new", 1)).isInstanceOf(MissingStoreException.class);
    }
}
