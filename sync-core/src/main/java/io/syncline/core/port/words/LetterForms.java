package io.syncline.core.port.words;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What different spellings of a word have in common. */
final class LetterForms {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters that Unicode does not decompose. */
    private static final Map<Character, String> LETTERS =
            Map.of('ß', "ss", 'æ', "ae", 'ø', "o", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı', "i");

    private static final Set<UnicodeScript> UNSPACED =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.THAI);

    private static final int LEAST_STEMMED = 4;
    private static final int LEAST_COMPOUND = 9;
    private static final int MOST_COMPOUND = 40;
    private static final int LEAST_EDGE = 5;
    private static final int LEAST_REST = 4;

    private LetterForms() {}

    /** Small letters without accents. */
    static String plain(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        String bare = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            String written = letter < 128 ? null : LETTERS.get(letter);
            if (written == null) {
                plain.append(letter);
            } else {
                plain.append(written);
            }
        }
        return plain.toString();
    }

    /** A word without the ending of a plural; part numbers stay as they are. */
    static String stem(String word) {
        int length = word.length();
        if (length < LEAST_STEMMED || !isLetters(word)) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > LEAST_STEMMED && (word.endsWith("es") || word.endsWith("en"))) {
            return word.substring(0, length - 2);
        }
        return word.endsWith("s") || word.endsWith("e") ? word.substring(0, length - 1) : word;
    }

    /** What a long word begins and ends with. */
    static List<String> edges(String word) {
        List<String> edges = new ArrayList<>();
        int length = word.length();
        if (length >= LEAST_COMPOUND && length <= MOST_COMPOUND && isLetters(word)) {
            for (int part = LEAST_EDGE; part <= length - LEAST_REST; part++) {
                edges.add(word.substring(0, part));
                edges.add(word.substring(length - part));
            }
        }
        return edges;
    }

    private static boolean isLetters(String word) {
        return word.chars().allMatch(Character::isLetter);
    }

    /** Whether a word is of a script that does not separate words. */
    static boolean isUnspaced(String word) {
        return UNSPACED.contains(UnicodeScript.of(word.codePointAt(0)));
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
}
