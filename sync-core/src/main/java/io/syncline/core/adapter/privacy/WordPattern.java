package io.syncline.core.adapter.privacy;

import java.util.Arrays;
import java.util.List;

/** An entry of the lists of private words, such as {@code pass_code}, {@code geburt*} or {@code ip$}. */
final class WordPattern {

    private final List<String> parts;
    private final boolean last;
    private final boolean whole;

    private WordPattern(List<String> parts, boolean last, boolean whole) {
        this.parts = parts;
        this.last = last;
        this.whole = whole;
    }

    static WordPattern parse(String entry) {
        boolean whole = entry.startsWith("=");
        boolean last = entry.endsWith("$");
        String words = entry.substring(whole ? 1 : 0, entry.length() - (last ? 1 : 0));
        return new WordPattern(Arrays.asList(words.split("_")), last, whole);
    }

    int size() {
        return parts.size();
    }

    /** Whether it may say something about a label too, which is a phrase rather than a name. */
    boolean isForLabels() {
        return !whole;
    }

    boolean matches(List<String> words) {
        if (whole && words.size() != size()) {
            return false;
        }
        if (last) {
            return (words.size() >= size() && matchesAt(words, words.size() - size()))
                    || (size() > 1 && !words.isEmpty() && matchesJoined(words.get(words.size() - 1)));
        }
        return find(words, 0) >= 0 || (size() > 1 && words.stream().anyMatch(this::matchesJoined));
    }

    /** The first place from which the words match, or -1. */
    int find(List<String> words, int from) {
        for (int at = from; at + size() <= words.size(); at++) {
            if (matchesAt(words, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matchesAt(List<String> words, int at) {
        for (int i = 0; i < size(); i++) {
            if (!matches(parts.get(i), words.get(at + i))) {
                return false;
            }
        }
        return true;
    }

    /** Written as one word, as in {@code maritalstatus}. */
    private boolean matchesJoined(String word) {
        return matches(String.join("", parts), word);
    }

    private static boolean matches(String part, String word) {
        if (part.endsWith("*")) {
            return word.startsWith(part.substring(0, part.length() - 1));
        }
        return part.startsWith("*") ? word.endsWith(part.substring(1)) : word.equals(part);
    }
}
