package io.syncline.core.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Characters that show nothing: joiners, marks of direction, soft hyphens, variation selectors, tags, fillers. Editors and
 * mail programs leave them everywhere, so they are dropped, except where a script or an emoji is spelt with them.
 */
final class InvisibleCharacters {

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int END_OF_TAGS = 0xE007F;
    private static final int LONGEST_REGION = 6;

    /** More than any letter has. Bounds the time that a hostile text costs. */
    private static final int MOST_MARKS = 32;

    /** Letters of these are never joined, so a joiner between them is an accident. */
    private static final Set<UnicodeScript> WITHOUT_JOINERS = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.HEBREW,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.UNKNOWN);

    /** Written without spaces; a zero-width space marks the end of a word. */
    private static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    private static final Set<UnicodeScript> WITH_SELECTORS =
            Set.of(UnicodeScript.MONGOLIAN, UnicodeScript.PHAGS_PA, UnicodeScript.MYANMAR);

    private InvisibleCharacters() {}

    /** Whether a text shows anything. */
    static boolean hasVisible(String text) {
        return text.codePoints().anyMatch(InvisibleCharacters::isVisible);
    }

    /** A surrogate without its partner counts: it is shown as a question mark in the end. */
    static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isInvisible(point) && !isBlank(point);
        };
    }

    /** Letters and symbols that look like a space: Hangul fillers, and the pattern of Braille without dots. */
    static boolean isBlank(int point) {
        return point == 0x3164 || point == 0xFFA0 || point == 0x2800;
    }

    /** Whether a character shows nothing of its own, wherever it stands. */
    static boolean isInvisible(int point) {
        if (Character.getType(point) == Character.FORMAT) {
            return !isVisibleFormat(point);
        }
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x2065
                || point == 0xFFFC
                || isSelector(point)
                || (point >= 0xFFF0 && point <= 0xFFF8)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    /** Signs under numbers and abbreviations, and what groups hieroglyphs. */
    private static boolean isVisibleFormat(int point) {
        return (point >= 0x0600 && point <= 0x0605)
                || point == 0x06DD
                || point == 0x070F
                || point == 0x0890
                || point == 0x0891
                || point == 0x08E2
                || point == 0x110BD
                || point == 0x110CD
                || (point >= 0x13430 && point <= 0x1343F);
    }

    private static boolean isSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /** Whether a zero-width space at an index separates words of a script without spaces. */
    static boolean separatesWords(String text, int at) {
        return text.charAt(at) == ZERO_WIDTH_SPACE
                && WITHOUT_SPACES.contains(scriptBefore(text, at))
                && WITHOUT_SPACES.contains(scriptAt(text, at + 1));
    }

    /** Whether an invisible character at an index belongs to the spelling. */
    static boolean isNeeded(String text, int at) {
        int point = text.codePointAt(at);
        int end = at + Character.charCount(point);
        int next = end < text.length() ? text.codePointAt(end) : 0;
        if (point == NON_JOINER || point == JOINER) {
            return !isInvisible(next)
                    && (joinsLetters(text, at, end) || (point == JOINER && joinsEmoji(text, at, next)));
        }
        if (point == 0x115F || point == 0x1160) {
            return isJamo(next) || (at > 0 && isJamo(text.codePointBefore(at)));
        }
        if (isSelector(point)) {
            return at > 0 && selects(text.codePointBefore(at), point, next);
        }
        return point > 0xE0000 && point <= END_OF_TAGS && isTagOfRegion(text, at);
    }

    private static boolean joinsLetters(String text, int at, int end) {
        if (WITHOUT_JOINERS.contains(scriptBefore(text, at))) {
            return false;
        }
        return !WITHOUT_JOINERS.contains(scriptAt(text, end))
                || GraphemeBoundaries.isLinker(text.codePointBefore(startOfRun(text, at)));
    }

    private static boolean joinsEmoji(String text, int at, int next) {
        int start = startOfRun(text, at);
        return start > 0 && isPictograph(text.codePointBefore(start)) && isPictograph(next);
    }

    private static boolean isJamo(int point) {
        return point >= 0x1100 && point <= 0x11FF && point != 0x115F && point != 0x1160;
    }

    private static boolean selects(int base, int selector, int next) {
        if (selector == 0xFE0E || selector == 0xFE0F) {
            return next == KEYCAP || isPictograph(base) || "\u203C\u2049\u2139\u3030\u303D".indexOf(base) >= 0;
        }
        return WITH_SELECTORS.contains(UnicodeScript.of(base));
    }

    /** Flags of regions, such as that of Scotland, are a black flag and a short name in tags. Other tags hide text. */
    private static boolean isTagOfRegion(String text, int at) {
        int start = at;
        for (int i = 0; i <= LONGEST_REGION && start > 0 && isTag(text.codePointBefore(start)); i++) {
            start -= 2;
        }
        if (start == 0 || text.codePointBefore(start) != BLACK_FLAG) {
            return false;
        }
        int end = start;
        for (int i = 0; i <= LONGEST_REGION && end < text.length() && isTag(text.codePointAt(end)); i++) {
            end += 2;
            if (text.codePointBefore(end) == END_OF_TAGS) {
                return end > at;
            }
        }
        return false;
    }

    private static boolean isTag(int point) {
        return point > 0xE0000 && point <= END_OF_TAGS;
    }

    /** Emoji and other pictures, roughly: the platform does not know emoji that are newer than itself. */
    private static boolean isPictograph(int point) {
        boolean symbol = Character.getType(point) == Character.OTHER_SYMBOL && !isInvisible(point) && !isBlank(point);
        return symbol || (point >= 0x1F000 && point <= 0x1FAFF) || (point >= 0x2190 && point <= 0x21FF);
    }

    /** The script of the last letter before an index, beyond its marks and what is invisible. */
    private static UnicodeScript scriptBefore(String text, int at) {
        int i = at;
        for (int steps = 0; i > 0 && steps < MOST_MARKS; steps++) {
            int point = text.codePointBefore(i);
            if (!isInvisible(point) && !GraphemeBoundaries.isMark(point)) {
                return UnicodeScript.of(point);
            }
            i -= Character.charCount(point);
        }
        return UnicodeScript.UNKNOWN;
    }

    private static UnicodeScript scriptAt(String text, int at) {
        if (at >= text.length()) {
            return UnicodeScript.UNKNOWN;
        }
        int point = text.codePointAt(at);
        return Character.isLetter(point) || GraphemeBoundaries.isMark(point)
                ? UnicodeScript.of(point)
                : UnicodeScript.COMMON;
    }

    /** Where the invisible characters begin that an index ends. */
    private static int startOfRun(String text, int at) {
        int start = at;
        for (int i = 0; i < MOST_MARKS && start > 0 && isInvisible(text.codePointBefore(start)); i++) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return start;
    }
}
