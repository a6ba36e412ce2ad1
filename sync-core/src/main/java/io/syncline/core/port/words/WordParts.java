package io.syncline.core.port.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parts of words by which they are found too. */
final class WordParts {

    private static final int LEAST_COMPOUND = 8;
    private static final int MOST_COMPOUND = 40;
    private static final int LEAST_START = 4;
    private static final int LEAST_END = 3;
    private static final int LEAST_REST = 4;

    /** Ends of up to this length are checked for what ends words that are not compounds. */
    private static final int SHORT_END = 4;

    /** Endings that make words of other words, by their last three letters, so that they say nothing. */
    private static final Set<String> ENDINGS = Set.of("""
            ing ung ion ent ant ble nce ess ity ive ism ist ous ful ate ize ise ure ary ory age cal ted ers ial
            eit ich ech sch ten ter der ger ner gen den nen tor ies ely lly hip red tes ses ces ges les res ues
            nts ons ngs lle tte tre eur ier ern ned ded
            """.strip().split("\\s+"));

    private WordParts() {}

    /** The parts of a word: its letters and its digits if it has both, and what a long word begins and ends with. */
    static List<String> of(String word) {
        List<String> runs = runs(word);
        if (runs.size() == 1 && word.length() < LEAST_COMPOUND) {
            return List.of();
        }
        Set<String> parts = new LinkedHashSet<>();
        if (runs.size() > 1) {
            runs.stream().filter(run -> run.length() > 1).forEach(parts::add);
        } else {
            edges(word).forEach(edge -> parts.add(Stems.of(edge)));
        }
        return List.copyOf(parts);
    }

    private static List<String> runs(String word) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= word.length(); i++) {
            if (i == word.length() || Character.isLetter(word.charAt(i)) != Character.isLetter(word.charAt(i - 1))) {
                runs.add(word.substring(start, i));
                start = i;
            }
        }
        return runs;
    }

    private static List<String> edges(String word) {
        List<String> edges = new ArrayList<>();
        int length = word.length();
        if (length >= LEAST_COMPOUND && length <= MOST_COMPOUND && LetterForms.isLetters(word)) {
            for (int part = LEAST_END; part <= length - LEAST_REST; part++) {
                if (part >= LEAST_START) {
                    edges.add(word.substring(0, part));
                }
                if (part > SHORT_END || !ENDINGS.contains(word.substring(length - 3))) {
                    edges.add(word.substring(length - part));
                }
            }
        }
        return edges;
    }

    /** Each two neighbouring characters; the only one if there is one. */
    static List<String> pairs(String word) {
        int[] points = word.codePoints().toArray();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < points.length; i++) {
            pairs.add(new String(points, i, 2));
        }
        return pairs.isEmpty() ? List.of(word) : pairs;
    }

    /** Each character of a word of several. */
    static List<String> characters(String word) {
        int[] points = word.codePoints().toArray();
        List<String> characters = new ArrayList<>();
        for (int i = 0; points.length > 1 && i < points.length; i++) {
            characters.add(new String(points, i, 1));
        }
        return characters;
    }
}
