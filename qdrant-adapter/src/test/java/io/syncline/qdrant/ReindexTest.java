package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.DIMENSION;
import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Points.CountPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new collection is built while the old one serves, and replaces it. */
class ReindexTest {

    private static final int NEW_DIMENSION = 12;
    private static final SinkSchema NEW = Documents.schema("larger", NEW_DIMENSION);

    private static final Set<String> SOURCES = Set.of(PARTNERS.source());

    private final QdrantServer server = QdrantServer.shared();
    private final QdrantProxy proxy = new QdrantProxy(server);
    private final String name = server.freshName();
    private QdrantReindex reindex;

    @BeforeEach
    void store() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 300, 5));
            sink.upsert(PRODUCTS, 1, List.of(document(1, 5, 3), document(9, 5, 1)));
        }
        reindex = proxy.sink(name).bulkLoad(true).reindex();
    }

    @AfterEach
    void close() {
        reindex.close();
        proxy.close();
    }

    @Test
    void newCollectionShouldServeWhenItHasEverything() {
        fill(300);

        ReindexReport report = reindex.switchOver();

        assertThat(report.switched()).isTrue();
        assertThat(report.recall()).isGreaterThan(0.95);
        assertThat(report.models())
                .containsExactly(
                        new ModelComparison(PRODUCTS, 2, 2, 0, 0, 0), new ModelComparison(PARTNERS, 300, 300, 0, 0, 0));
        assertThat(reindex.status())
                .isEqualTo(new ReindexStatus(
                        java.util.Optional.of(name + "-g2"),
                        java.util.Optional.empty(),
                        java.util.Optional.of(name + "-g1"),
                        List.of(name + "-g1")));
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(NEW);
            assertThat(sink.count(PARTNERS)).isEqualTo(300);
            assertThatThrownBy(() -> sink.prepare(SCHEMA)).isInstanceOf(SetupException.class);
        }
    }

    @Test
    void oldCollectionShouldContinueToServeWhenTheNewOneIsIncomplete() {
        fill(299);
        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            building.upsert(PARTNERS, 2, List.of(document(7, 4, 1, NEW_DIMENSION)));
        }

        ReindexReport report = reindex.switchOver();

        assertThat(report.switched()).isFalse();
        assertThat(report.models()).contains(new ModelComparison(PARTNERS, 300, 299, 1, 1, 0));
        assertThat(reindex.status().serving()).contains(name + "-g1");
    }

    @Test
    void oldCollectionShouldServeAgainAfterARollbackAndTheOtherCanBeDropped() {
        fill(300);
        reindex.switchOver();

        reindex.rollback(name + "-g1");

        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(SCHEMA);
            assertThat(sink.count(PARTNERS)).isEqualTo(300);
        }
        reindex.rollback(name + "-g1");
        assertThat(reindex.status().serving()).as("after a repetition").contains(name + "-g1");
        assertThat(reindex.dropIdle()).containsExactly(name + "-g2");
        assertThat(reindex.status().idle()).isEmpty();
    }

    @Test
    void reindexShouldResumeWhenItDiedDuringTheFill() {
        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            building.upsert(PARTNERS, 1, partners(1, 100));
        }
        assertThatThrownBy(() -> reindex.begin(Documents.schema("another", NEW_DIMENSION), SOURCES))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("test/larger/12");

        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            assertThat(building.count(PARTNERS)).as("what was stored before").isEqualTo(100);
        }
        assertThat(reindex.abandon()).contains(name + "-g2");
        assertThatThrownBy(reindex::check).isInstanceOf(SetupException.class);
    }

    @Test
    void reindexShouldResumeWhenItDiedDuringTheSwitch() {
        fill(300);
        proxy.on("Collections/UpdateAliases", (request, backend) -> {
            backend.call(request);
            throw Status.UNAVAILABLE.withDescription("unavailable").asRuntimeException();
        });
        assertThatThrownBy(reindex::switchOver).isInstanceOf(UnknownOutcomeException.class);
        proxy.clear();

        assertThat(reindex.status().serving()).contains(name + "-g2");
        assertThat(reindex.status().building()).isEmpty();
        reindex.rollback(name + "-g1");
        assertThat(reindex.status().serving()).contains(name + "-g1");
        assertThat(reindex.status().idle()).containsExactly(name + "-g2");
    }

    @Test
    void collectionOfAnInterruptedSwitchShouldNotBeTreatedAsOneBeingBuilt() {
        fill(300);
        proxy.on("Collections/UpdateAliases", (request, backend) -> {
            backend.call(request);
            throw Status.UNAVAILABLE.withDescription("unavailable").asRuntimeException();
        });
        assertThatThrownBy(reindex::switchOver).isInstanceOf(UnknownOutcomeException.class);
        proxy.clear();

        try (VectorSink third = reindex.begin(NEW, SOURCES)) {
            third.upsert(PARTNERS, 1, partners(1, 300));
            third.upsert(PRODUCTS, 1, List.of(document(1, 5, 3, NEW_DIMENSION), document(9, 5, 1, NEW_DIMENSION)));
        }
        OptimisedSegments.awaitGreen(server, name + "-g3");
        assertThat(reindex.switchOver().switched()).isTrue();

        assertThat(reindex.status().building()).isEmpty();
        assertThat(reindex.dropIdle()).containsExactly(name + "-g1", name + "-g2");
    }

    @Test
    void collectionShouldNotBeDroppedWhileAnotherAliasUsesIt() {
        fill(300);
        reindex.switchOver();
        server.collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder()
                                .setCreateAlias(CreateAlias.newBuilder()
                                        .setAliasName(name + "-reports")
                                        .setCollectionName(name + "-g1")))
                        .build());

        assertThatThrownBy(reindex::dropIdle)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(name + "-reports");
    }

    @Test
    void queriesShouldNeitherFailNorSeeMixedDimensionsWhileCollectionsSwitch() {
        fill(300);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        try (QdrantVectorSink old = server.sink(name).build()) {
            old.prepare(SCHEMA);
            CompletableFuture<Void> pinned = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            assertThat(old.search(query(DIMENSION))).hasSize(5);
                            answered.incrementAndGet();
                        }
                    },
                    readers);
            CompletableFuture<Void> byName = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            long count = server.points()
                                    .count(CountPoints.newBuilder()
                                            .setCollectionName(name)
                                            .setExact(true)
                                            .build())
                                    .getResult()
                                    .getCount();
                            assertThat(count).isEqualTo(304);
                            answered.incrementAndGet();
                        }
                    },
                    readers);
            for (int i = 0; i < 3; i++) {
                if (i > 0) {
                    fill(300);
                }
                assertThat(reindex.switchOver().switched()).isTrue();
                reindex.rollback(reindex.status().previous().orElseThrow());
                assertThat(reindex.dropIdle()).hasSize(1);
            }
            done.set(true);
            pinned.orTimeout(1, TimeUnit.MINUTES).join();
            byName.orTimeout(1, TimeUnit.MINUTES).join();
            assertThat(answered).hasPositiveValue();
        } finally {
            done.set(true);
            readers.shutdown();
        }
    }

    @Test
    void reindexShouldBeRefusedWhenThereIsNoAliasToMove() {
        try (QdrantReindex nothing = server.sink(server.freshName()).reindex()) {
            assertThatThrownBy(() -> nothing.begin(NEW, SOURCES)).isInstanceOf(SetupException.class);
        }
        try (QdrantReindex physical = server.sink(name + "-g1").reindex()) {
            assertThatThrownBy(() -> physical.begin(NEW, SOURCES))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("is not an alias");
        }
        proxy.claimVersion("1.15.4");
        assertThatThrownBy(() -> reindex.begin(NEW, SOURCES))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("1.16");
    }

    private void fill(long partners) {
        try (VectorSink building = reindex.begin(NEW, SOURCES)) {
            building.upsert(PARTNERS, 1, partners(1, partners));
            building.upsert(PRODUCTS, 1, List.of(document(1, 5, 3, NEW_DIMENSION), document(9, 5, 1, NEW_DIMENSION)));
            assertThat(building.stamps(PARTNERS, List.of(RecordId.of(1)))).hasSize(1);
        }
        OptimisedSegments.awaitGreen(server, reindex.status().building().orElseThrow());
    }

    private static List<EmbeddedDocument> partners(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(record -> document(record, 5, 1, NEW_DIMENSION))
                .toList();
    }

    private static SinkQuery query(int dimension) {
        return SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(Documents.vector(1, dimension))
                .limit(5)
                .build();
    }
}
