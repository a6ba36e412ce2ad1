package io.syncline.core.port.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a text with nothing but single separators between them, such as a part number. It is found in one pass without
 * regular expressions: those that repeat a group need a stack as deep as a text is long.
 *
 * @param words one or more
 * @param unspaced whether it is one run of a script that does not separate words
 * @param number whether it is a number with a decimal point
 */
record WordGroup(List<String> words, boolean unspaced, boolean number) {

    /** Separators of part numbers: hyphens of all kinds, which are not distinguished by eye, among them. */
    private static final String SEPARATORS = "-_./'\u2019\u2010\u2011\u2012\u2013\u2212";

    WordGroup {
        words = List.copyOf(words);
    }

    /** The groups of a text in the form of {@link LetterForms#plain}. */
    static List<WordGroup> of(String plain) {
        Scan scan = new Scan();
        for (int i = 0; i < plain.length(); ) {
            int character = plain.codePointAt(i);
            scan.next(character);
            i += Character.charCount(character);
        }
        scan.endGroup();
        return scan.groups;
    }

    /** The words written as one. */
    String joined() {
        return String.join("", words);
    }

    private static final class Scan {

        private final List<WordGroup> groups = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean unspaced;
        private boolean point;
        private boolean otherSeparator;
        private int separator;

        void next(int character) {
            if (Character.isLetter(character) || Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER) {
                add(character);
            } else if (!unspaced && !word.isEmpty() && SEPARATORS.indexOf(character) >= 0) {
                endWord();
                separator = character;
            } else {
                endGroup();
            }
        }

        private void add(int character) {
            boolean same = !word.isEmpty() && belongsToAll(character);
            if (!same && unspaced != LetterForms.isUnspaced(character)) {
                endGroup();
                unspaced = LetterForms.isUnspaced(character);
            }
            if (separator != 0) {
                point |= separator == '.';
                otherSeparator |= separator != '.';
                separator = 0;
            }
            word.appendCodePoint(character);
        }

        /** Letters such as the mark of a long vowel, which are of the script of those before. */
        private static boolean belongsToAll(int character) {
            return character > LetterForms.LAST_ASCII
                    && Character.isLetter(character)
                    && Character.UnicodeScript.of(character) == Character.UnicodeScript.COMMON;
        }

        private String takeWord() {
            String text = word.toString();
            word.setLength(0);
            return text;
        }

        private void endWord() {
            words.add(takeWord());
        }

        void endGroup() {
            if (words.isEmpty() && word.isEmpty()) {
                return;
            }
            if (words.isEmpty()) {
                groups.add(new WordGroup(List.of(takeWord()), unspaced, false));
            } else {
                endSeveral();
            }
            unspaced = false;
            point = false;
            otherSeparator = false;
            separator = 0;
        }

        private void endSeveral() {
            if (!word.isEmpty()) {
                endWord();
            }
            groups.add(new WordGroup(words, unspaced, isNumber()));
            words.clear();
        }

        private boolean isNumber() {
            return words.size() == 2
                    && point
                    && !otherSeparator
                    && words.stream().allMatch(part -> part.codePoints().noneMatch(Character::isLetter));
        }
    }
}
