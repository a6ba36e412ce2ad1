package io.syncline.core.port.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns texts and queries into terms, whatever the language. Case and accents make no difference, and plurals rarely do.
 *
 * <ul>
 *   <li>A part number is found as it is written, without its separators, and by its parts: {@code E-COM07} by
 *       {@code e-com07}, {@code ECOM07} and {@code com07}.
 *   <li>A long word is found by what it begins or ends with, as compound words of German need:
 *       {@code Brandschutzschrank} by {@code Schrank} and by {@code Brandschutz}, and the reverse.
 *   <li>Scripts without spaces are found by pairs of characters.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class WordAnalysis {

    /** Changes whenever the terms of some text do. What was indexed under another version has to be indexed again. */
    public static final int VERSION = 1;

    /** The weight of a term that is only a part of a word, where that of a whole word is 1. */
    public static final double PART_WEIGHT = 0.3;

    /** A query of more words is a pasted text; its first ones say what it is about. */
    private static final int MOST_QUERY_WORDS = 64;

    private static final Pattern GROUP = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[-_./'\u2019][\\p{L}\\p{Nd}]+)*");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{Nd}]+");
    private static final Pattern RUN = Pattern.compile("\\p{L}+|\\p{Nd}+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+[.]\\p{Nd}+");

    private static final int MOST_TOKENS_JOINED = 4;
    private static final int MOST_LETTERS_JOINED = 30;

    private WordAnalysis() {}

    /**
     * The terms of a text that is stored.
     *
     * @param text any text
     * @return its terms; none if it has neither letters nor digits
     */
    public static WordTerms ofText(String text) {
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        Matcher groups = GROUP.matcher(LetterForms.plain(text));
        while (groups.find()) {
            add(groups.group(), whole, parts);
        }
        return new WordTerms(whole, parts);
    }

    /**
     * The terms of a query, each once. Words that only hold a sentence together are left out, unless there are no others.
     *
     * @param query any text
     * @return its terms. A whole one finds whole terms of texts, and parts with {@link #PART_WEIGHT}; a part finds whole
     *     terms with {@link #PART_WEIGHT}
     */
    public static WordTerms ofQuery(String query) {
        WordTerms all = ofText(query);
        Set<String> telling = new LinkedHashSet<>(all.whole());
        telling.removeIf(StopWords::contains);
        Set<String> whole = telling.isEmpty() ? new LinkedHashSet<>(all.whole()) : telling;
        Set<String> parts = new LinkedHashSet<>(all.parts());
        parts.removeAll(whole);
        return new WordTerms(
                whole.stream().limit(MOST_QUERY_WORDS).toList(),
                parts.stream().limit(MOST_QUERY_WORDS).toList());
    }

    private static void add(String group, List<String> whole, List<String> parts) {
        List<String> tokens =
                TOKEN.matcher(group).results().map(found -> found.group()).toList();
        for (String token : tokens) {
            if (LetterForms.isUnspaced(token)) {
                whole.addAll(LetterForms.pairs(token));
            } else {
                whole.add(LetterForms.stem(token));
                addParts(token, parts);
            }
        }
        String joined = String.join("", tokens);
        boolean isName = tokens.size() > 1
                && tokens.size() <= MOST_TOKENS_JOINED
                && joined.length() <= MOST_LETTERS_JOINED
                && !NUMBER.matcher(group).matches();
        if (isName) {
            whole.add(LetterForms.stem(joined));
        }
    }

    private static void addParts(String token, List<String> parts) {
        List<String> runs =
                RUN.matcher(token).results().map(found -> found.group()).toList();
        if (runs.size() > 1) {
            runs.stream().filter(run -> run.length() > 1).forEach(parts::add);
        } else {
            LetterForms.edges(token).stream().map(LetterForms::stem).distinct().forEach(parts::add);
        }
    }
}
