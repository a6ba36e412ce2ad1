package io.syncline.benchmarks.endtoend;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.syncline.api.ModelName;
import io.syncline.benchmarks.Texts;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.qdrant.QdrantVectorSinkBuilder;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The services of a sync, all on this machine, each with a latency: Odoo, embeddings, Qdrant. */
final class World implements AutoCloseable {

    static final ModelName MODEL = ModelName.of("bench.note");
    static final int PAGE = 500;

    private static final int FILLED_AT_ONCE = 5_000;
    private static final long MILLIS_PER_THOUSAND_IDS = 30;

    private final Latencies latencies;
    private final OdooServer odoo =
            OdooServer.builder().user("bench", "bench").loggedCalls(10).start();
    private final EmbeddingService embeddings;
    private final QdrantProcess qdrant;
    private final DelayProxy proxy;
    private final OdooRecordSource source;
    private final List<Long> ids;

    World(Latencies latencies, int embedConcurrency, int records) throws IOException {
        this.latencies = latencies;
        this.embeddings = new EmbeddingService(latencies.embedMillis(), embedConcurrency);
        this.qdrant = QdrantProcess.startOnDisk();
        this.proxy = new DelayProxy(qdrant.port(), latencies.storeMillis());
        odoo.database()
                .define(OdooModel.named(MODEL.value())
                        .label("Note")
                        .fields(
                                OdooField.chars("name").label("Name"),
                                OdooField.of("comment", OdooFieldType.TEXT).label("Notes"))
                        .build());
        fill(records);
        ids = odoo.database().ids(MODEL.value()).stream().sorted().toList();
        // long ago, so that an incremental sync has no reason to read them
        odoo.database().setWriteDate(MODEL.value(), ids, Instant.now().minus(Duration.ofDays(1)));
        odoo.intercept(this::delay);
        source = OdooRecordSource.builder()
                .url(odoo.url())
                .database(odoo.databaseName())
                .username("bench")
                .password("bench")
                .build();
    }

    private void fill(int records) {
        List<String> texts = Texts.of(1000, 1024);
        List<Map<String, ?>> some = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            some.add(Map.of("name", "Note " + i, "comment", texts.get(i % texts.size())));
            if (some.size() == FILLED_AT_ONCE || i == records - 1) {
                odoo.database().createAll(MODEL.value(), some);
                some.clear();
            }
        }
    }

    private OdooReply delay(OdooCall call) {
        boolean search = call.method().equals("search_read") || call.method().equals("read");
        boolean records = search && (call.args() + " " + call.kwargs()).contains("comment");
        Object limit = call.kwargs().get("limit");
        long listed = search && limit instanceof Number number ? number.longValue() : 0;
        long millis =
                records ? latencies.pageMillis() : latencies.otherMillis() + MILLIS_PER_THOUSAND_IDS * listed / 1000;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OdooReply.proceed();
    }

    Latencies latencies() {
        return latencies;
    }

    OdooRecordSource source() {
        return source;
    }

    String odooUrl() {
        return odoo.url();
    }

    /** Deletes records, spread over all ids. */
    void unlink(int count) {
        List<Long> left = odoo.database().ids(MODEL.value()).stream().sorted().toList();
        int step = left.size() / count;
        Long[] deleted = new Long[count];
        for (int i = 0; i < count; i++) {
            deleted[i] = left.get(i * step + step / 2);
        }
        odoo.database().unlink(MODEL.value(), deleted);
    }

    EmbeddingService embeddings() {
        return embeddings;
    }

    /** Starts to build a sink in Qdrant, behind the latency. */
    QdrantVectorSinkBuilder sink(String collection) {
        return QdrantVectorSink.builder()
                .host("127.0.0.1")
                .port(proxy.port())
                .tls(false)
                .collection(collection);
    }

    QdrantClient qdrantClient() {
        return new QdrantClient(QdrantGrpcClient.newBuilder("127.0.0.1", proxy.port(), false, false)
                .build());
    }

    /** Creates an empty collection for one peer, with indexing deferred. */
    void createCollection(QdrantClient client, String name) {
        VectorParams.Builder vectors =
                VectorParams.newBuilder().setDistance(Distance.Cosine).setSize(EmbeddingService.DIMENSION);
        await(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParams(vectors))
                .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(0))
                .build()));
    }

    /** Removes all collections, so that the server has no work of one peer while another one runs. */
    void dropCollections() {
        try (QdrantClient client = qdrantClient()) {
            for (String name : await(client.listCollectionsAsync())) {
                await(client.deleteCollectionAsync(name));
            }
        }
    }

    String qdrantVersion() {
        try (QdrantClient client = qdrantClient()) {
            return await(client.healthCheckAsync()).getVersion();
        }
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a page by its number, from 0 on. */
    List<SourceRecord> page(int number) {
        RecordScope scope =
                RecordScope.builder().model(MODEL).addFields("name", "comment").build();
        long after = number == 0 ? ids.get(0) - 1 : ids.get(number * PAGE - 1);
        long upTo = ids.get(Math.min(ids.size(), (number + 1) * PAGE) - 1);
        return source.page(scope, IdRange.of(after, upTo), PAGE).records();
    }

    @Override
    public void close() throws IOException {
        source.close();
        embeddings.close();
        proxy.close();
        qdrant.close();
        odoo.close();
    }

    /**
     * How long the services take.
     *
     * @param pageMillis for a page of records
     * @param otherMillis for any other call of Odoo, and 30 ms more for each 1,000 ids it lists
     * @param embedMillis for an embedding request
     * @param storeMillis added to each answer of Qdrant
     */
    record Latencies(long pageMillis, long otherMillis, long embedMillis, long storeMillis) {}
}
