package io.syncline.http;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.EmbeddingResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one embedding request as it streams by. Vectors come as base64 of little-endian floats, or as
 * numbers; each passes one buffer that all of them share, so that little is allocated beside the vectors themselves.
 *
 * <p>Used once, by one thread.
 */
public final class AnswerReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /** What was answered is not what was asked for. */
    static final class Unusable extends IOException {
        Unusable(String message) {
            super(message);
        }
    }

    /** All is well, but for the length of the vectors. */
    static final class WrongDimension extends IOException {
        WrongDimension(int actual, int expected) {
            super("a vector of " + actual + " numbers where " + expected + " were expected");
        }
    }

    private final int dimension;
    private final @Nullable Embedding[] embeddings;
    private final ByteBuffer packed;
    private final FloatBuffer numbers;
    private final Sink sink = new Sink();
    private int found;
    private long tokens = -1;

    /**
     * A reader.
     *
     * @param texts how many were sent
     * @param dimension how many numbers each vector must have
     */
    public AnswerReader(int texts, int dimension) {
        this.dimension = dimension;
        this.embeddings = new Embedding[texts];
        this.packed = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        this.numbers = packed.asFloatBuffer();
    }

    /**
     * Reads to the end of the answer.
     *
     * @param answer its body; closed at the end
     * @return one vector per text in their order, and the tokens that the service counted
     * @throws IOException if vectors are missing, doubled, of another dimension or not of finite numbers, if the usage is
     *     missing, or if it is not JSON or breaks off
     */
    public EmbeddingResult read(InputStream answer) throws IOException {
        try (JsonParser json = JSON.createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unusable("the answer is not a JSON object");
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
                throw new Unusable("the answer breaks off");
            }
        }
        return result();
    }

    private EmbeddingResult result() throws Unusable {
        if (found != embeddings.length) {
            throw new Unusable(found + " vectors for " + embeddings.length + " texts");
        }
        if (tokens < 0) {
            throw new Unusable("no usage is told");
        }
        return new EmbeddingResult(
                Arrays.stream(embeddings).map(Objects::requireNonNull).toList(), tokens);
    }

    private void readData(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new Unusable("the list of vectors holds something else");
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
                embedding = readVector(json, value);
            } else if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = json.getLongValue();
            } else {
                json.skipChildren();
            }
        }
        if (embedding == null || index < 0 || index >= embeddings.length || embeddings[(int) index] != null) {
            throw new Unusable("the vectors are not numbered from 0 to " + (embeddings.length - 1) + ", each once");
        }
        embeddings[(int) index] = embedding;
        found++;
    }

    private Embedding readVector(JsonParser json, JsonToken value) throws IOException {
        packed.clear();
        numbers.clear();
        int length;
        if (value == JsonToken.VALUE_STRING) {
            length = readBase64(json);
        } else if (value == JsonToken.START_ARRAY) {
            length = readNumbers(json);
        } else {
            throw new Unusable("a vector that is neither base64 nor a list of numbers");
        }
        if (length != dimension) {
            throw new WrongDimension(length, dimension);
        }
        numbers.clear();
        try {
            return Embedding.copyOf(numbers);
        } catch (IllegalArgumentException notFinite) {
            throw new Unusable("a vector with numbers that are not finite");
        }
    }

    private int readBase64(JsonParser json) throws IOException {
        try {
            json.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, sink);
        } catch (IllegalArgumentException notBase64) {
            throw new Unusable("a vector that is not base64");
        }
        int bytes = packed.position();
        if (bytes % Float.BYTES != 0) {
            throw new Unusable("a vector of " + bytes + " bytes");
        }
        return bytes / Float.BYTES;
    }

    private int readNumbers(JsonParser json) throws IOException {
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.currentToken().isNumeric()) {
                throw new Unusable("a vector with something other than numbers");
            }
            if (count == dimension) {
                throw new WrongDimension(count + 1, dimension);
            }
            numbers.put(count++, json.getFloatValue());
        }
        return count;
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

    /** Where decoded bytes go. */
    private final class Sink extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            requireRoom(1);
            packed.put((byte) octet);
        }

        @Override
        public void write(byte[] octets, int offset, int count) throws IOException {
            requireRoom(count);
            packed.put(octets, offset, count);
        }

        private void requireRoom(int count) throws WrongDimension {
            if (packed.remaining() < count) {
                throw new WrongDimension((packed.position() + count) / Float.BYTES, dimension);
            }
        }
    }
}
