package io.syncline.benchmarks.endtoend;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.model.voyageai.VoyageAiEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.qdrant.QdrantEmbeddingStore;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.springframework.ai.vectorstore.qdrant.QdrantVectorStore;

/** The implementations without Syncline. */
final class Peers {

    private static final int BATCH = EmbeddingService.MOST_INPUTS;

    private Peers() {}

    /** Three steps: read the next page meanwhile, embed 50, store 50. */
    static PageWriter byHand(World world, QdrantClient client, String collection) {
        BenchmarkEmbedder embedder = new BenchmarkEmbedder(world.embeddings().url(), 1);
        return page -> {
            for (int from = 0; from < page.size(); from += BATCH) {
                List<SourceRecord> batch = page.subList(from, Math.min(page.size(), from + BATCH));
                List<Embedding> vectors = embedder.embed(
                                batch.stream().map(Peer::text).toList(), InputType.DOCUMENT)
                        .embeddings();
                store(client, collection, batch, vectors);
            }
        };
    }

    private static void store(
            QdrantClient client, String collection, List<SourceRecord> batch, List<Embedding> vectors) {
        List<PointStruct> points = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            SourceRecord record = batch.get(i);
            points.add(PointStruct.newBuilder()
                    .setId(PointIdFactory.id(record.id().number()))
                    .setVectors(VectorsFactory.vectors(vectors.get(i).toArray()))
                    .putAllPayload(Map.of("text", ValueFactory.value(Peer.text(record))))
                    .build());
        }
        try {
            client.upsertAsync(collection, points).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static PageWriter langChain(World world, QdrantClient client, String collection) {
        EmbeddingStoreIngestor ingestor = EmbeddingStoreIngestor.builder()
                .embeddingModel(VoyageAiEmbeddingModel.builder()
                        .baseUrl(world.embeddings().url() + "/")
                        .apiKey("bench")
                        .modelName("voyage-4")
                        .encodingFormat("base64")
                        .maxSegmentsPerBatch(BATCH)
                        .build())
                .embeddingStore(QdrantEmbeddingStore.builder()
                        .client(client)
                        .collectionName(collection)
                        .build())
                .build();
        return page -> ingestor.ingest(page.stream()
                .map(record -> Document.from(
                        Peer.text(record),
                        new Metadata().put("record_id", record.id().number())))
                .toList());
    }

    static PageWriter spring(World world, QdrantClient client, String collection) {
        QdrantVectorStore store = QdrantVectorStore.builder(
                        client,
                        new SpringEmbeddingModel(
                                new BenchmarkEmbedder(world.embeddings().url(), 1)))
                .collectionName(collection)
                .initializeSchema(false)
                .batchingStrategy(SpringEmbeddingModel::batches)
                .build();
        return page -> store.add(page.stream()
                .map(record -> new org.springframework.ai.document.Document(
                        Peer.text(record), Map.of("record_id", record.id().number())))
                .toList());
    }
}
