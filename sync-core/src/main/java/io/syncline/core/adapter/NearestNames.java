package io.syncline.core.adapter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant who wrote a name that does not exist. */
public final class NearestNames {

    private NearestNames() {}

    /**
     * The known names that differ from the written one in at most a third of its characters, or in two, the nearest first.
     *
     * @param most how many names to give at most
     */
    public static List<String> to(String written, Collection<String> known, int most) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(2, written.length() / 3))
                .sorted(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Edits between two names, by Wagner and Fischer's algorithm. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
