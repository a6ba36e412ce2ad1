package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response in the format of OpenAI, which several services share: {@code {"data": [{"embedding": ..., "index": 0}],
 * "usage": {"total_tokens": 7}}}. Unknown members are skipped.
 *
 * <p>For one response, by one thread.
 */
public final class EmbeddingListReader {

    private final @Nullable Embedding[] embeddings;
    private final VectorReader vectors;
    private int found;
    private long tokens = -1;

    /**
     * A reader for one response.
     *
     * @param inputs how many texts were sent
     * @param dimension the dimension of the vectors
     */
    public EmbeddingListReader(int inputs, int dimension) {
        this.embeddings = new Embedding[inputs];
        this.vectors = new VectorReader(dimension);
    }

    /**
     * Reads a response to its end.
     *
     * @param body its body; closed at the end
     * @return one vector per text in their order, and the tokens that the service counted
     * @throws IOException if vectors are missing, repeated, of another dimension or not finite, if the usage is missing, or
     *     if the body is not complete JSON
     */
    public EmbeddingResult read(InputStream body) throws IOException {
        try (JsonParser json = VectorReader.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnusableResponseException("the response is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("data") && value == JsonToken.START_ARRAY) {
                    readData(json);
                } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
                    readUsage(json);
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new UnusableResponseException("the response is truncated");
            }
        }
        return result();
    }

    private EmbeddingResult result() throws UnusableResponseException {
        if (found != embeddings.length) {
            throw new UnusableResponseException(found + " vectors for " + embeddings.length + " texts");
        }
        if (tokens < 0) {
            throw new UnusableResponseException("the usage is missing");
        }
        return new EmbeddingResult(
                Arrays.stream(embeddings).map(Objects::requireNonNull).toList(), tokens);
    }

    private void readData(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new UnusableResponseException("'data' has an element that is not an object");
            }
            readItem(json);
        }
    }

    private void readItem(JsonParser json) throws IOException {
        Embedding embedding = null;
        long index = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("embedding")) {
                embedding = vectors.read(json);
            } else if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = json.getLongValue();
            } else {
                json.skipChildren();
            }
        }
        if (embedding == null || index < 0 || index >= embeddings.length || embeddings[(int) index] != null) {
            throw new UnusableResponseException(
                    "the vectors are not numbered from 0 to " + (embeddings.length - 1) + ", each once");
        }
        embeddings[(int) index] = embedding;
        found++;
    }

    private void readUsage(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("total_tokens") && value == JsonToken.VALUE_NUMBER_INT) {
                tokens = json.getLongValue();
            } else {
                json.skipChildren();
            }
        }
    }
}
