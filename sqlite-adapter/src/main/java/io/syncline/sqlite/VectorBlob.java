package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The stored form of vectors: 32-bit floats, little-endian, not normalised. */
final class VectorBlob {

    private VectorBlob() {}

    static byte[] encode(Embedding embedding) {
        ByteBuffer bytes =
                ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding.toArray());
        return bytes.array();
    }

    /** Decodes into an array, whose length is the dimension. */
    static void decode(byte[] blob, float[] into) {
        if (blob.length != into.length * Float.BYTES) {
            throw new SetupException("The index is corrupt: a vector has " + blob.length + " bytes, not "
                    + into.length * Float.BYTES + ". Restore a backup, or delete the index and run a full sync");
        }
        ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(into);
    }

    /** The vector of a blob; empty if it is none, so that its text has to be embedded again. */
    static Optional<Embedding> readable(byte[] blob) {
        try {
            return Optional.of(Embedding.copyOf(
                    ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Scales a vector to length 1, in place; leaves a zero vector unchanged. */
    static void normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares > 0) {
            double scale = 1 / Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] * scale);
            }
        }
    }

    /** The dot product of a vector with the one that starts at an offset in an array. */
    static float dot(float[] vector, float[] array, int offset) {
        // Four accumulators break the dependency chain between the additions.
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < vector.length; i += 4) {
            sum0 += vector[i] * array[offset + i];
            sum1 += vector[i + 1] * array[offset + i + 1];
            sum2 += vector[i + 2] * array[offset + i + 2];
            sum3 += vector[i + 3] * array[offset + i + 3];
        }
        for (; i < vector.length; i++) {
            sum0 += vector[i] * array[offset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
