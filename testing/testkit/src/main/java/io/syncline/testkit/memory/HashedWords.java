package io.syncline.testkit.memory;

import io.syncline.core.port.embedding.Embedding;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bag of words as a unit vector: each word adds numbers drawn from its hash. Thread-safe. */
final class HashedWords {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]+");
    /** How much the whole text counts beside its words, so that no two texts get the same vector. */
    private static final double WHOLE_TEXT = 0.01;

    private final int dimension;
    private final long salt;

    HashedWords(int dimension, long salt) {
        this.dimension = dimension;
        this.salt = salt;
    }

    static int count(String text) {
        Matcher tokens = TOKEN.matcher(text);
        int count = 0;
        while (tokens.find()) {
            count++;
        }
        return count;
    }

    Embedding embed(String text) {
        double[] sum = new double[dimension];
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            add(sum, tokens.group().toLowerCase(Locale.ROOT), 1);
        }
        add(sum, text, WHOLE_TEXT);
        return unit(sum);
    }

    private void add(double[] sum, String word, double weight) {
        long state = hash(word) ^ salt;
        for (int i = 0; i < sum.length; i++) {
            state += 0x9E37_79B9_7F4A_7C15L;
            sum[i] += weight * ((mix(state) >> 11) * 0x1.0p-52);
        }
    }

    /** FNV-1a over the UTF-16 units, 64 bits. */
    private static long hash(String word) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    private static Embedding unit(double[] sum) {
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = Math.sqrt(square);
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return Embedding.of(unit);
    }
}
