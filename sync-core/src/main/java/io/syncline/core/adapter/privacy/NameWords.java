package io.syncline.core.adapter.privacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The words of a technical name or a label, in small letters without accents and without digits at their ends. Rules about
 * words leave {@code passenger_name} and {@code keyboard} alone, which rules about substrings would not.
 *
 * <p>Immutable.
 */
public final class NameWords {

    /** Letters that Unicode does not take apart. */
    private static final Map<String, String> WHOLE_LETTERS =
            Map.of("ß", "ss", "ł", "l", "ø", "o", "ı", "i", "æ", "ae", "œ", "oe", "đ", "d");

    /** Stands where the word of a harmless phrase was: it matches no pattern, and keeps its neighbours apart. */
    private static final String TAKEN_OUT = "";

    private final List<String> words;

    private NameWords(List<String> words) {
        this.words = words;
    }

    static NameWords of(String text) {
        String split = text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : WHOLE_LETTERS.entrySet()) {
            split = split.replace(letter.getKey(), letter.getValue());
        }
        String plain = Normalizer.normalize(split, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return new NameWords(Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .map(word -> word.replaceFirst("(?<=\\p{L})\\d+$", ""))
                .filter(word -> !word.isEmpty() && !word.chars().allMatch(Character::isDigit))
                .toList());
    }

    /** The same without the prefixes of fields that users have added. */
    NameWords withoutPrefix() {
        int from = !words.isEmpty() && words.get(0).equals("x") ? 1 : 0;
        from += words.size() > from + 1 && words.get(from).equals("studio") ? 1 : 0;
        return new NameWords(words.subList(from, words.size()));
    }

    /** The same without the words of some phrases; the words around them do not become neighbours. */
    NameWords without(List<WordPattern> phrases) {
        List<String> left = new ArrayList<>(words);
        for (WordPattern phrase : phrases) {
            for (int at = phrase.find(left, 0); at >= 0; at = phrase.find(left, at + 1)) {
                for (int i = 0; i < phrase.size(); i++) {
                    left.set(at + i, TAKEN_OUT);
                }
            }
        }
        return new NameWords(left);
    }

    boolean hasAny(List<WordPattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(words));
    }

    /** The words, in their order. */
    public List<String> words() {
        return words;
    }

    @Override
    public String toString() {
        return words.stream().collect(Collectors.joining("_"));
    }
}
