package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The collection is created or verified before anything is embedded; otherwise the run does not begin. */
class PreparationTest {

    private static final List<String> INDEXED =
            List.of("source", "model_name", "point_type", "record_id", "epoch", "syncline_record_hash");

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();

    @Test
    void collectionShouldBeCreatedWithIndexesBehindAnAlias() {
        prepare(server.sink(name).vectorsOnDisk(true).quantisation(Quantisation.SCALAR));

        CollectionInfo info = info(name + "-g1");
        VectorParams vector =
                info.getConfig().getParams().getVectorsConfig().getParamsMap().getMapOrThrow("text");
        assertThat(vector.getSize()).isEqualTo(SCHEMA.dimension());
        assertThat(vector.getDistance()).isEqualTo(Distance.Cosine);
        assertThat(vector.getOnDisk()).isTrue();
        assertThat(vector.getQuantizationConfig().hasScalar()).isTrue();
        assertThat(info.getPayloadSchemaMap()).containsOnlyKeys(INDEXED);
        assertThat(info(name)
                        .getConfig()
                        .getMetadataMap()
                        .get("syncline_embedder")
                        .getStringValue())
                .isEqualTo("test/tiny/8");
    }

    @Test
    void preparationShouldChangeNothingWhenRepeated() {
        prepare(server.sink(name));
        CollectionInfo before = info(name);

        prepare(server.sink(name));

        assertThat(info(name).getConfig()).isEqualTo(before.getConfig());
    }

    @Test
    void preparationShouldBeRefusedWhenTheDimensionDiffers() {
        prepare(server.sink(name));

        try (QdrantVectorSink sink = server.sink(name).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.schema("tiny", 9)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("produces dimension 9");
        }
    }

    @Test
    void preparationShouldBeRefusedWhenTheEmbedderDiffersInNothingButItsName() {
        prepare(server.sink(name));

        try (QdrantVectorSink sink = server.sink(name).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.schema("other", 8)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("test/tiny/8")
                    .hasMessageContaining("test/other/8");
        }
    }

    @Test
    void preparationShouldBeRefusedWithoutAChangeWhenDistanceOrNameDiffer() {
        create(name, "text", Distance.Dot);
        CollectionInfo before = info(name);

        refused(server.sink(name), "uses the distance Dot, not Cosine");
        refused(server.sink(name).vectorName("other"), "no vector named 'other', but text");

        assertThat(info(name).getConfig()).isEqualTo(before.getConfig());
        assertThat(info(name).getPayloadSchemaMap()).isEmpty();
    }

    @Test
    void preparationShouldBeRefusedWhenTheVectorHasNoName() {
        server.collections()
                .create(CreateCollection.newBuilder()
                        .setCollectionName(name)
                        .setVectorsConfig(VectorsConfig.newBuilder()
                                .setParams(VectorParams.newBuilder().setSize(8).setDistance(Distance.Cosine)))
                        .build());

        refused(server.sink(name), "an unnamed one");
    }

    @Test
    void existingCollectionShouldBeUsedWhenItFits() {
        create(name, "text", Distance.Cosine);

        prepare(server.sink(name));

        assertThat(info(name).getPayloadSchemaMap()).containsOnlyKeys(INDEXED);
        refusedFor("other", "test/tiny/8");
    }

    @Test
    void preparationShouldBeRefusedWhenAnIndexIsMissingInAFilledCollection() {
        prepare(server.sink(name));
        try (QdrantVectorSink sink = server.sink(name).build()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, Documents.documents(1, 3, 1));
        }
        server.points()
                .deleteFieldIndex(DeleteFieldIndexCollection.newBuilder()
                        .setCollectionName(name)
                        .setFieldName("record_id")
                        .setWait(true)
                        .build());

        refused(server.sink(name), "no payload index on record_id");
        prepare(server.sink(name).indexExisting(true));

        assertThat(info(name).getPayloadSchemaMap()).containsKey("record_id");
    }

    @Test
    void preparationShouldBeRefusedWhenAnIndexIsOfAnotherKind() {
        create(name, "text", Distance.Cosine);
        server.points()
                .createFieldIndex(CreateFieldIndexCollection.newBuilder()
                        .setCollectionName(name)
                        .setFieldName("record_id")
                        .setFieldType(FieldType.FieldTypeKeyword)
                        .setWait(true)
                        .build());

        refused(server.sink(name), "on record_id");
        assertThat(info(name).getPayloadSchemaMap()).containsOnlyKeys("record_id");
    }

    @Test
    void preparationShouldCompleteAnInterruptedOne() {
        prepare(server.sink(name));
        server.collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder()
                                .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(name)))
                        .build());

        prepare(server.sink(name));

        assertThat(info(name).getConfig().getMetadataMap()).containsKey("syncline_embedder");
    }

    @Test
    void oneCollectionShouldBeCreatedWhenSeveralPrepareConcurrently() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(callers.submit(() -> prepare(server.sink(name))));
            }
            for (Future<?> future : running) {
                assertThatCode(future::get).doesNotThrowAnyException();
            }
        } finally {
            callers.shutdown();
        }
        assertThat(info(name).getPayloadSchemaMap()).containsOnlyKeys(INDEXED);
    }

    @Test
    void indexingShouldBeDeferredUntilABulkLoadEnds() {
        QdrantVectorSink loading = server.sink(name).bulkLoad(true).build();
        loading.prepare(SCHEMA);
        assertThat(threshold()).isZero();

        loading.close();

        assertThat(threshold()).isEqualTo(10_000);
        assertThat(info(name).getConfig().getMetadataMap())
                .containsOnlyKeys("syncline_embedder", "syncline_filling", "syncline_words");
    }

    @Test
    void indexingShouldBeTurnedOnWhenTheFirstSyncHasCompleted() {
        try (QdrantVectorSink loading = server.sink(name).bulkLoad(true).build()) {
            loading.prepare(SCHEMA);
            loading.upsert(PARTNERS, 1, Documents.documents(1, 3, 1));

            loading.loaded();
            assertThat(threshold()).isEqualTo(10_000);

            loading.prepare(SCHEMA);
            assertThat(threshold())
                    .as("the next run, into a collection with points")
                    .isEqualTo(10_000);
        }
    }

    @Test
    void indexingShouldBeTurnedOnAgainWhenABulkLoadDied() {
        QdrantVectorSink dying = server.sink(name).bulkLoad(true).build();
        dying.prepare(SCHEMA);
        dying.upsert(PARTNERS, 1, Documents.documents(1, 3, 1));

        try (QdrantVectorSink resumed = server.sink(name).bulkLoad(true).build()) {
            resumed.prepare(SCHEMA);
            assertThat(threshold()).as("a bulk load in progress").isZero();
            prepare(server.sink(name));
            assertThat(threshold()).as("the next ordinary run").isEqualTo(10_000);
        }
        dying.close();
    }

    @Test
    void bulkLoadShouldEndAlthoughTheSinkWasOpenedForASearch() {
        try (QdrantVectorSink sink = server.sink(name).bulkLoad(true).build()) {
            sink.prepare(SCHEMA);
            sink.open(SCHEMA);
            assertThat(threshold()).as("still loading").isZero();
        }
        assertThat(threshold()).isEqualTo(10_000);
    }

    @Test
    void bulkLoadOfAnotherSinkShouldBeLeftAloneByAReader() {
        try (QdrantVectorSink writer = server.sink(name).bulkLoad(true).build();
                QdrantVectorSink reader = server.sink(name).bulkLoad(true).build()) {
            writer.prepare(SCHEMA);
            reader.open(SCHEMA);
            reader.close();
            assertThat(threshold()).isZero();
        }
    }

    @Test
    void missingFeaturesShouldBeReportedWhenTheServerIsOld() {
        try (QdrantProxy proxy = new QdrantProxy(server)) {
            proxy.claimVersion("1.15.4");
            refused(proxy.sink(name).bulkLoad(true), "upgrade to 1.16");
            prepare(proxy.sink(name));
            proxy.claimVersion("1.7.0");
            refused(proxy.sink(name), "requires 1.10");
            proxy.claimVersion("unheard of");
            refused(proxy.sink(name), "requires 1.10");
        }
    }

    @Test
    void writesShouldBeRefusedWhenNothingWasPrepared() {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, Documents.documents(1, 1, 1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static void prepare(QdrantVectorSinkBuilder builder) {
        try (QdrantVectorSink sink = builder.build()) {
            sink.prepare(SCHEMA);
        }
    }

    private static void refused(QdrantVectorSinkBuilder builder, String message) {
        assertThatThrownBy(() -> prepare(builder))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(message);
    }

    private void refusedFor(String model, String message) {
        try (QdrantVectorSink sink = server.sink(name).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.schema(model, 8)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(message);
        }
    }

    private void create(String collection, String vector, Distance distance) {
        server.collections()
                .create(CreateCollection.newBuilder()
                        .setCollectionName(collection)
                        .setVectorsConfig(VectorsConfig.newBuilder()
                                .setParamsMap(VectorParamsMap.newBuilder()
                                        .putMap(
                                                vector,
                                                VectorParams.newBuilder()
                                                        .setSize(8)
                                                        .setDistance(distance)
                                                        .build())))
                        .build());
    }

    private long threshold() {
        return info(name).getConfig().getOptimizerConfig().getIndexingThreshold();
    }

    private CollectionInfo info(String collection) {
        return server.collections()
                .get(GetCollectionInfoRequest.newBuilder()
                        .setCollectionName(collection)
                        .build())
                .getResult();
    }
}
