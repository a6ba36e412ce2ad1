package io.syncline.core.text;

/**
 * Where a text may be cut without tearing a letter from its marks, a conjunct, a syllable of Hangul or an emoji apart. By
 * rules of its own, roughly those of Unicode: what the platform offers differs between its versions, and knows neither
 * the stacked letters of Khmer nor the vowels of Thai that are written before their consonant.
 */
final class GraphemeBoundaries {

    private static final int JOINER = 0x200D;

    /** Signs that stack the next letter on the one before. */
    private static final String LINKERS =
            "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0C4D\u0CCD\u0D4D\u0DCA\u1039\u17D2\u1A60\u1B44\uA9C0";

    /** Vowels of Thai and Lao, written after their consonant, and half-width marks of Japanese. */
    private static final String FOLLOWING = "\u0E30\u0E32\u0E33\u0E45\u0EB0\u0EB2\u0EB3\uFF9E\uFF9F";

    private GraphemeBoundaries() {}

    /** Whether a text may be cut before an index. The ends of a text are boundaries. */
    static boolean isBoundary(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        if (Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        if (before < 0x80 && after < 0x80) {
            return before != '\r' || after != '\n';
        }
        return !belongsToLetterBefore(after)
                && !isBeforeItsLetter(before, after)
                && !isSyllable(before, after)
                && !(isRegional(after) && regionalsBefore(text, at) % 2 == 1);
    }

    /** Accents, vowel signs and other marks of a letter. */
    static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Whether a sign stacks the next letter on the one before. */
    static boolean isLinker(int point) {
        return LINKERS.indexOf(point) >= 0;
    }

    private static boolean belongsToLetterBefore(int after) {
        return isMark(after)
                || FOLLOWING.indexOf(after) >= 0
                || InvisibleCharacters.isInvisible(after)
                || (after >= 0x1F3FB && after <= 0x1F3FF);
    }

    /** An emoji that goes on, a letter to be stacked, or a consonant behind its Thai or Lao vowel. */
    private static boolean isBeforeItsLetter(int before, int after) {
        return before == JOINER
                || (isLinker(before) && Character.isLetter(after))
                || (before >= 0x0E40 && before <= 0x0E44)
                || (before >= 0x0EC0 && before <= 0x0EC4);
    }

    private static boolean isSyllable(int before, int after) {
        boolean closes = (after >= 0x1160 && after <= 0x11FF) || (after >= 0xD7B0 && after <= 0xD7FB);
        boolean opens = (before >= 0x1100 && before <= 0x115F) || (before >= 0xA960 && before <= 0xA97C);
        return closes || (opens && (after <= 0x115F ? after >= 0x1100 : after >= 0xA960 && after <= 0xD7A3));
    }

    private static boolean isRegional(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }

    private static int regionalsBefore(String text, int at) {
        int count = 0;
        for (int i = at; i > 0 && isRegional(text.codePointBefore(i)); i -= 2) {
            count++;
        }
        return count;
    }
}
