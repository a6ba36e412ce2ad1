package io.syncline.embedding.http;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.syncline.core.port.embedding.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors of a response from a stream of JSON tokens: a response may hold a million numbers, too many for a
 * tree. A vector is an array of numbers, or base64 of little-endian floats. All vectors of a reader share one buffer.
 *
 * <p>Not thread-safe.
 */
public final class VectorReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final int dimension;
    private final ByteBuffer bytes;
    private final FloatBuffer numbers;
    private final Base64Target base64 = new Base64Target();

    /**
     * A reader of vectors.
     *
     * @param dimension the dimension that all vectors must have
     */
    public VectorReader(int dimension) {
        this.dimension = dimension;
        this.bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        this.numbers = bytes.asFloatBuffer();
    }

    /**
     * A parser that suits long arrays of numbers.
     *
     * @param body the body of a response
     * @return the parser; to be closed
     * @throws IOException if the body cannot be read
     */
    public static JsonParser parser(InputStream body) throws IOException {
        return JSON.createParser(body);
    }

    /**
     * Reads the vector at the parser's current token.
     *
     * @param json a parser at the start of an array or at a string; left at the end of it
     * @return the vector
     * @throws IOException if it is not a vector of finite numbers or has another dimension
     */
    public Embedding read(JsonParser json) throws IOException {
        Embedding embedding = readIfUsable(json);
        if (embedding == null) {
            throw new UnusableVectorException("a vector without finite numbers", true);
        }
        return embedding;
    }

    /** The vector, or null if it is empty, {@code null}, or holds what is no finite number. */
    @Nullable Embedding readIfUsable(JsonParser json) throws IOException {
        bytes.clear();
        numbers.clear();
        int length = switch (json.currentToken()) {
            case VALUE_STRING -> readBase64(json);
            case START_ARRAY -> readNumbers(json);
            case VALUE_NULL -> 0;
            default -> throw new UnusableResponseException("a vector that is neither base64 nor an array of numbers");
        };
        if (length == 0) {
            return null;
        }
        if (length != dimension) {
            throw new WrongDimensionException(length, dimension);
        }
        numbers.clear();
        return finite();
    }

    private @Nullable Embedding finite() {
        try {
            return Embedding.copyOf(numbers);
        } catch (IllegalArgumentException notFinite) {
            return null;
        }
    }

    private int readBase64(JsonParser json) throws IOException {
        base64.received = 0;
        try {
            json.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, base64);
        } catch (IllegalArgumentException malformed) {
            throw new UnusableResponseException("a vector with malformed base64");
        }
        if (base64.received % Float.BYTES != 0) {
            throw new UnusableResponseException("a vector of " + base64.received + " bytes");
        }
        return (int) (base64.received / Float.BYTES);
    }

    private int readNumbers(JsonParser json) throws IOException {
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean missing = json.currentToken() == JsonToken.VALUE_NULL;
            if (!missing && !json.currentToken().isNumeric()) {
                throw new UnusableResponseException("a vector with an element that is not a number");
            }
            if (count < dimension) {
                numbers.put(count, missing ? Float.NaN : json.getFloatValue());
            }
            count++;
        }
        return count;
    }

    /** Receives decoded bytes, and counts those beyond the dimension. */
    private final class Base64Target extends OutputStream {

        private long received;

        @Override
        public void write(int octet) {
            received++;
            if (bytes.hasRemaining()) {
                bytes.put((byte) octet);
            }
        }

        @Override
        public void write(byte[] octets, int offset, int count) {
            received += count;
            bytes.put(octets, offset, Math.min(count, bytes.remaining()));
        }
    }
}
