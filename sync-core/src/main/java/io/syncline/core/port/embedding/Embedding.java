package io.syncline.core.port.embedding;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** A vector: finite numbers, at least one. Immutable; equal if all numbers are equal. */
public final class Embedding {

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /**
     * A vector of the given numbers.
     *
     * @param values finite numbers; copied
     * @return the vector
     * @throws IllegalArgumentException if there is none, or one of them is not finite
     */
    public static Embedding of(float... values) {
        return checked(values.clone());
    }

    /**
     * A vector of the numbers that remain in a buffer.
     *
     * @param values finite numbers; copied, once, and left as they are
     * @return the vector
     * @throws IllegalArgumentException if there is none, or one of them is not finite
     */
    public static Embedding copyOf(FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.duplicate().get(copy);
        return checked(copy);
    }

    private static Embedding checked(float[] own) {
        if (own.length == 0) {
            throw new IllegalArgumentException("An embedding needs at least one number");
        }
        for (float value : own) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("An embedding must hold finite numbers, not " + value);
            }
        }
        return new Embedding(own);
    }

    /**
     * The length of the vector as a list.
     *
     * @return how many numbers it has
     */
    public int dimension() {
        return values.length;
    }

    /**
     * One of the numbers.
     *
     * @param index from 0
     * @return the number
     */
    public float at(int index) {
        return values[index];
    }

    /**
     * All numbers.
     *
     * @return a copy
     */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The dimension and the first few numbers. */
    @Override
    public String toString() {
        return "Embedding[" + values.length + "]" + Arrays.toString(Arrays.copyOf(values, Math.min(3, values.length)));
    }
}
