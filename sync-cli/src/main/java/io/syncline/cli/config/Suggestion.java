package io.syncline.cli.config;

import java.util.Collection;
import java.util.Comparator;

/** The nearest of some names. */
final class Suggestion {

    private Suggestion() {}

    /** A question such as {@code ; did you mean 'path'?}, or nothing if no name is near. */
    static String of(String name, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(name, other) <= Math.max(2, name.length() / 3))
                .min(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .map(other -> "; did you mean '" + other + "'?")
                .orElse("");
    }

    /** Edits between two names: the classic dynamic programme, one row at a time. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
