package io.syncline.core.port.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns texts and queries into terms, whatever the language. Case and accents make no difference, and plurals rarely do.
 *
 * <ul>
 *   <li>A part number is found as it is written, without its separators, and by its parts: {@code E-COM07} by
 *       {@code e-com07}, {@code ECOM07} and {@code com07}. All hyphens are equal.
 *   <li>A long word is found by what it begins or ends with, as compound words of German need:
 *       {@code Brandschutzschrank} by {@code Schrank} and by {@code Brandschutz}, and the reverse. Short endings that
 *       are usually no words of their own are no parts.
 *   <li>{@code Müller} is found by {@code Mueller}, and the reverse.
 *   <li>Scripts without spaces are found by pairs of characters, and with less weight by each of them, also within words of other
 *       scripts.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class WordAnalysis {

    /** Changes whenever the terms of some text do. What was indexed under another version has to be indexed again. */
    public static final int VERSION = 2;

    /** The weight of a term that is only a part of a word, where that of a whole word is 1. */
    public static final double PART_WEIGHT = 0.3;

    /** A query of more words is a pasted text; its first ones say what it is about. */
    private static final int MOST_QUERY_WORDS = 64;

    private static final int MOST_WORDS_JOINED = 8;
    private static final int MOST_LETTERS_JOINED = 30;

    private WordAnalysis() {}

    /**
     * The terms of a text that is stored.
     *
     * @param text any text
     * @return its terms; none if it has neither letters nor digits
     */
    public static WordTerms ofText(String text) {
        return terms(WordGroup.of(LetterForms.plain(text)), word -> true);
    }

    /**
     * The terms of a query, each once. Words that only hold a sentence together are left out, unless there are no others, or
     * they may name something, as in {@code blue bin} or {@code IT support}.
     *
     * @param query any text
     * @return its terms. A whole one finds whole terms of texts, and parts with {@link #PART_WEIGHT}; a part finds whole
     *     terms with {@link #PART_WEIGHT}
     */
    public static WordTerms ofQuery(String query) {
        List<WordGroup> groups = WordGroup.of(LetterForms.plain(query));
        WordTerms telling = terms(groups, telling(query, groups));
        WordTerms terms = telling.isEmpty() ? terms(groups, word -> true) : telling;
        Set<String> whole = new LinkedHashSet<>(terms.whole());
        Set<String> parts = new LinkedHashSet<>(terms.parts());
        parts.removeAll(whole);
        return new WordTerms(
                whole.stream().limit(MOST_QUERY_WORDS).toList(),
                parts.stream().limit(MOST_QUERY_WORDS).toList());
    }

    private static Predicate<Word> telling(String query, List<WordGroup> groups) {
        List<String> words =
                groups.stream().flatMap(group -> group.words().stream()).toList();
        boolean allCapitals = query.codePoints().noneMatch(Character::isLowerCase);
        StopWords stopWords = StopWords.of(words, allCapitals ? Set.of() : capitals(query));
        return word -> !stopWords.contains(word.text(), word.alone());
    }

    /** The words of several letters that have no small one. */
    private static Set<String> capitals(String query) {
        return WordGroup.of(query).stream()
                .flatMap(group -> group.words().stream())
                .filter(word -> word.length() > 1 && word.codePoints().allMatch(Character::isUpperCase))
                .map(LetterForms::plain)
                .collect(Collectors.toSet());
    }

    private static WordTerms terms(List<WordGroup> groups, Predicate<Word> wanted) {
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        // a text repeats many of its words
        Map<String, Found> known = new HashMap<>();
        for (WordGroup group : groups) {
            boolean alone = group.words().size() == 1;
            for (String word : group.words()) {
                if (group.unspaced()) {
                    whole.addAll(WordParts.pairs(word));
                    parts.addAll(WordParts.characters(word));
                } else if (wanted.test(new Word(word, alone))) {
                    Found found = known.computeIfAbsent(word, Found::of);
                    whole.add(found.stem());
                    parts.addAll(found.parts());
                }
            }
            if (isName(group)) {
                whole.add(Stems.of(group.joined()));
            }
        }
        return new WordTerms(whole, parts);
    }

    private static boolean isName(WordGroup group) {
        int words = group.words().size();
        return words > 1
                && words <= MOST_WORDS_JOINED
                && !group.number()
                && group.words().stream().mapToInt(String::length).sum() <= MOST_LETTERS_JOINED;
    }

    /** What a word is found by. */
    private record Found(String stem, List<String> parts) {

        static Found of(String word) {
            return new Found(Stems.of(word), WordParts.of(word));
        }
    }

    /**
     * A word of a query.
     *
     * @param alone whether it is no part of a name such as a part number
     */
    private record Word(String text, boolean alone) {}
}
