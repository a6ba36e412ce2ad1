package io.syncline.benchmarks.qdrant;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.PointsGrpc;
import io.syncline.api.RecordId;
import io.syncline.benchmarks.Records;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.PointId;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes as the sink does, without its guard, its conditional writes and its checks. */
final class BareClient implements AutoCloseable {

    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private final ManagedChannel channel;
    private final Records records;
    private final long prefix = PointId.prefix(Records.KEY, PointId.Kind.NUMBER);

    BareClient(QdrantProcess server, Records records) {
        this.records = records;
        channel = Grpc.newChannelBuilderForAddress(server.host(), server.port(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .build();
    }

    /**
     * How to write.
     *
     * @param batch points a request
     * @param inFlight concurrent requests
     * @param waits whether the server answers only after it has applied a request
     */
    record Way(int batch, int inFlight, boolean waits) {

        @Override
        public String toString() {
            return batch + " points a request, " + inFlight + " concurrent" + (waits ? "" : ", not waited for");
        }
    }

    /** Writes the records from 1 on. */
    void write(String collection, int count, Way way) throws InterruptedException {
        Semaphore free = new Semaphore(way.inFlight());
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (int from = 1; from <= count; from += way.batch()) {
            UpsertPoints request = request(collection, from, Math.min(count, from + way.batch() - 1), way.waits());
            free.acquire();
            Futures.addCallback(
                    PointsGrpc.newFutureStub(channel).upsert(request),
                    new FutureCallback<PointsOperationResponse>() {
                        @Override
                        public void onSuccess(@Nullable PointsOperationResponse response) {
                            free.release();
                        }

                        @Override
                        public void onFailure(Throwable thrown) {
                            failure.set(thrown);
                            free.release();
                        }
                    },
                    MoreExecutors.directExecutor());
        }
        free.acquire(way.inFlight());
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("A bare write failed", thrown);
        }
    }

    private UpsertPoints request(String collection, int from, int to, boolean waits) {
        UpsertPoints.Builder request =
                UpsertPoints.newBuilder().setCollectionName(collection).setWait(waits);
        for (int id = from; id <= to; id++) {
            request.addPoints(point(id));
        }
        return request.build();
    }

    private PointStruct point(int id) {
        Embedding embedding = records.embedding(id);
        DenseVector.Builder vector = DenseVector.newBuilder();
        for (int i = 0; i < embedding.dimension(); i++) {
            vector.addData(embedding.at(i));
        }
        return PointStruct.newBuilder()
                .setId(Common.PointId.newBuilder()
                        .setUuid(PointId.of(prefix, RecordId.of(id), 0).toString()))
                .setVectors(Vectors.newBuilder()
                        .setVectors(NamedVectors.newBuilder()
                                .putVectors(
                                        "text",
                                        Vector.newBuilder().setDense(vector).build())))
                .putPayload("record_id", value(id))
                .putPayload("model_name", value(Records.KEY.model().value()))
                .putPayload("source", value(Records.KEY.source()))
                .putPayload("point_type", value("data"))
                .putPayload("text", value(Records.text(id)))
                .putPayload("content_hash", value(Records.hash(id)))
                .putPayload("fingerprint", value("fingerprint"))
                .putPayload("source_version", value(Records.version(id)))
                .putPayload("chunk_index", value(0))
                .putPayload("chunk_count", value(1))
                .putPayload("epoch", value(1))
                .build();
    }

    private static Value value(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value value(long number) {
        return Value.newBuilder().setIntegerValue(number).build();
    }

    /** Scrolls through all points by id, with the payload for model and version; counts them. */
    int scroll(String collection, int page) {
        ScrollPoints.Builder request = ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(page)
                .setWithPayload(WithPayloadSelector.newBuilder()
                        .setInclude(PayloadIncludeSelector.newBuilder()
                                .addAllFields(List.of("source", "model_name", "source_version"))));
        int points = 0;
        ScrollResponse response;
        do {
            response = PointsGrpc.newBlockingStub(channel).scroll(request.build());
            points += response.getResultCount();
            request.setOffset(response.getNextPageOffset());
        } while (response.hasNextPageOffset());
        return points;
    }

    void drop(String collection) {
        CollectionsGrpc.newBlockingStub(channel)
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName(collection)
                        .build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
