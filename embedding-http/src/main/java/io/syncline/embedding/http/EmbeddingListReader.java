package io.syncline.embedding.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.syncline.core.adapter.embedding.ItemOrder;
import io.syncline.core.port.embedding.Embedding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that lists its vectors, such as that of OpenAI: {@code {"data": [{"embedding": ..., "index": 0}], "usage":
 * {"total_tokens": 7}}}. Services name the members differently, see {@link EmbeddingListFormat}. Unknown members are skipped.
 * Required is the list, with a vector in each item, one for each text. Optional are
 *
 * <ul>
 *   <li>{@code index}, for which the position of the item counts, see {@link ItemOrder};
 *   <li>the usage and its members, of which the first that is there counts. Zero tokens are no statement.
 * </ul>
 *
 * <p>For one response, by one thread.
 */
public final class EmbeddingListReader {

    /** More than any request holds; beyond it, a count is nonsense. */
    private static final double MOST_TOKENS = 1e12;

    private final EmbeddingListFormat format;
    private final int inputs;
    private final @Nullable Embedding[] embeddings;
    private final long[] indexes;
    private final VectorReader vectors;
    private int unusable;
    private int found;
    private boolean hasData;
    private OptionalLong tokens = OptionalLong.empty();
    private int rankOfTokens = Integer.MAX_VALUE;

    /**
     * A reader for one response in the format of OpenAI.
     *
     * @param inputs how many texts were sent
     * @param dimension the dimension of the vectors
     */
    public EmbeddingListReader(int inputs, int dimension) {
        this(EmbeddingListFormat.OPENAI, inputs, dimension);
    }

    /**
     * A reader for one response.
     *
     * @param format the names of its members
     * @param inputs how many texts were sent
     * @param dimension the dimension of the vectors
     */
    public EmbeddingListReader(EmbeddingListFormat format, int inputs, int dimension) {
        this.format = format;
        this.inputs = inputs;
        this.embeddings = new Embedding[inputs];
        this.indexes = new long[inputs];
        this.vectors = new VectorReader(dimension);
    }

    /**
     * Reads a response to its end.
     *
     * @param body its body; closed at the end
     * @return one vector per text in their order, and the tokens that the service counted, if it tells
     * @throws IOException if vectors are missing, of another dimension or not finite, if their order cannot be told, or if
     *     the body is not complete JSON of this format
     */
    public EmbeddingList read(InputStream body) throws IOException {
        try (JsonParser json = VectorReader.parser(body)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new EOFException("the response is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new UnusableResponseException("the response is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readMember(json.currentName(), json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new EOFException("the response is truncated");
            }
        }
        return result();
    }

    private void readMember(String name, JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (name.equals(format.list()) && value == JsonToken.START_ARRAY) {
            hasData = true;
            readData(json);
        } else if (name.equals(format.usage()) && value == JsonToken.START_OBJECT) {
            readUsage(json);
        } else {
            json.skipChildren();
        }
    }

    private EmbeddingList result() throws IOException {
        if (!hasData) {
            throw new UnusableResponseException("the response has no array '" + format.list() + "'");
        }
        if (found != inputs) {
            throw new VectorCountException(found, inputs);
        }
        if (unusable > 0) {
            throw new UnusableVectorException(
                    unusable + " of " + inputs + " texts have no vector of finite numbers", unusable == inputs);
        }
        Embedding[] ordered = new Embedding[inputs];
        int[] order = ItemOrder.of(indexes)
                .orElseThrow(() -> new UnusableResponseException(
                        "the vectors are numbered in an order that does not tell their texts"));
        for (int i = 0; i < inputs; i++) {
            ordered[order[i]] = Objects.requireNonNull(embeddings[i]);
        }
        return new EmbeddingList(Arrays.asList(ordered), tokens);
    }

    private void readData(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new UnusableResponseException("'" + format.list() + "' has an element that is not an object");
            }
            readItem(json);
            found++;
        }
    }

    private void readItem(JsonParser json) throws IOException {
        boolean hasVector = false;
        Embedding embedding = null;
        long index = ItemOrder.NO_INDEX;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals(format.vector())) {
                hasVector = true;
                embedding = vectors.readIfUsable(json);
            } else if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = index(json);
            } else {
                json.skipChildren();
            }
        }
        if (!hasVector) {
            throw withoutVector();
        }
        if (found < inputs) {
            embeddings[found] = embedding;
            indexes[found] = index;
        }
        if (embedding == null) {
            unusable++;
        }
    }

    private UnusableResponseException withoutVector() {
        return new UnusableResponseException(
                "'" + format.list() + "' has an element without '" + format.vector() + "'");
    }

    private static long index(JsonParser json) throws IOException {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? ItemOrder.NO_INDEX : json.getLongValue();
    }

    private void readUsage(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            int rank = format.tokens().indexOf(json.currentName());
            boolean number = json.nextToken().isNumeric();
            if (rank >= 0 && number) {
                count(rank, json.getDoubleValue());
            } else {
                json.skipChildren();
            }
        }
    }

    private void count(int rank, double count) {
        if (rank < rankOfTokens && count >= 1 && count <= MOST_TOKENS) {
            rankOfTokens = rank;
            tokens = OptionalLong.of((long) count);
        }
    }
}
