package io.syncline.benchmarks.endtoend;

import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Spring AI has no client of Voyage AI, so it uses the same one as Syncline here. */
final class SpringEmbeddingModel implements EmbeddingModel {

    private final BenchmarkEmbedder embedder;

    SpringEmbeddingModel(BenchmarkEmbedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<Embedding> embeddings = new ArrayList<>();
        for (io.syncline.core.port.embedding.Embedding vector :
                embedder.embed(request.getInstructions(), InputType.DOCUMENT).embeddings()) {
            embeddings.add(new Embedding(vector.toArray(), embeddings.size()));
        }
        return new EmbeddingResponse(embeddings);
    }

    @Override
    public float[] embed(Document document) {
        String text = String.valueOf(document.getText());
        return embedder.embed(List.of(text), InputType.DOCUMENT)
                .embeddings()
                .get(0)
                .toArray();
    }

    /** As many documents as a request may have. */
    static List<List<Document>> batches(List<Document> documents) {
        List<List<Document>> batches = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += EmbeddingService.MOST_INPUTS) {
            int to = Math.min(documents.size(), from + EmbeddingService.MOST_INPUTS);
            batches.add(documents.subList(from, to));
        }
        return batches;
    }
}
