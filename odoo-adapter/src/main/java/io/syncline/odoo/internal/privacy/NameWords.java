package io.syncline.odoo.internal.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a technical name: what stands between underscores, in lower case, without trailing digits. Rules about
 * words leave {@code passenger_name} and {@code keyboard} alone, which rules about substrings would not.
 */
final class NameWords {

    private final List<String> words;
    private final String joined;

    private NameWords(List<String> words) {
        this.words = words;
        this.joined = "_" + String.join("_", words) + "_";
    }

    static NameWords of(String name) {
        return new NameWords(List.of(name.toLowerCase(Locale.ROOT).split("[_.]+")).stream()
                .map(word -> word.replaceFirst("(?<=[a-z])\\d+$", ""))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    boolean hasAny(Set<String> some) {
        return words.stream().anyMatch(some::contains);
    }

    boolean startsWith(String word) {
        return !words.isEmpty() && words.get(0).equals(word);
    }

    boolean endsWith(String word) {
        return !words.isEmpty() && words.get(words.size() - 1).equals(word);
    }

    /** Whether one of some phrases, words joined by underscores, is in the name. */
    boolean hasPhrase(Set<String> phrases) {
        return phrases.stream().anyMatch(phrase -> joined.contains("_" + phrase + "_"));
    }
}
