package io.syncline.core.port.words;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What different spellings of a letter have in common. */
final class LetterForms {

    /** Letters up to here are Latin, without accents. */
    static final int LAST_ASCII = 127;

    /** Letters that Unicode does not decompose. */
    private static final Map<Integer, String> LETTERS = Map.of(
            (int) 'ß', "ss", (int) 'æ', "ae", (int) 'ø', "o", (int) 'œ', "oe", (int) 'ł', "l", (int) 'đ', "d",
            (int) 'ð', "d", (int) 'þ', "th", (int) 'ı', "i");

    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** The first letter of these scripts is one of Thai. */
    private static final int FIRST_UNSPACED = 0x0E00;

    /** What makes other letters of Japanese: not an accent that may be missing. */
    private static final int VOICED = 0x3099;

    private static final int SEMI_VOICED = 0x309A;

    private LetterForms() {}

    /** Small letters without accents, and without characters that are not seen. */
    static String plain(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : decomposed(text);
    }

    /** Such a text has nothing to decompose and nothing unseen; most texts are of this kind. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String decomposed(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int point = decomposed.codePointAt(i);
            i += Character.charCount(point);
            if (isSeen(point)) {
                append(plain, Character.toLowerCase(point));
            }
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static boolean isSeen(int point) {
        return point <= LAST_ASCII
                || switch ((byte) Character.getType(point)) {
                    case Character.FORMAT -> false;
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
                        point == VOICED || point == SEMI_VOICED;
                    default -> true;
                };
    }

    private static void append(StringBuilder plain, int point) {
        String written = point <= LAST_ASCII ? null : LETTERS.get(point);
        if (written == null) {
            plain.appendCodePoint(point);
        } else {
            plain.append(written);
        }
    }

    static boolean isLetters(String word) {
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            if (!Character.isLetter(point)) {
                return false;
            }
            i += Character.charCount(point);
        }
        return true;
    }

    /** Whether a letter is of a script that does not separate words. */
    static boolean isUnspaced(int point) {
        return point >= FIRST_UNSPACED && Character.isLetter(point) && UNSPACED.contains(UnicodeScript.of(point));
    }
}
