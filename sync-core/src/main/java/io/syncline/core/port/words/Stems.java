package io.syncline.core.port.words;

/**
 * What the singular and the plural of a word have in common, in English and German and for many words of French, whatever the
 * language: texts mix them.
 *
 * <p>Endings are removed until none is left. So a plural, which becomes its singular at one of the steps, ends where the
 * singular does, even if that looks like a plural itself: {@code screens}, {@code screen}, {@code lenses}, {@code lens}.
 */
final class Stems {

    private static final int LEAST_STEMMED = 4;
    private static final int LEAST_FEMININE = 8;
    private static final String VOWELS = "aeiou";

    private Stems() {}

    /** The stem of a word; part numbers stay as they are. */
    static String of(String word) {
        if (!LetterForms.isLetters(word)) {
            return word;
        }
        String stem = word;
        String next = shorter(stem);
        while (!next.equals(stem)) {
            stem = next;
            next = shorter(stem);
        }
        return withoutDigraphs(withFinalF(stem));
    }

    private static String shorter(String word) {
        int length = word.length();
        if (length < LEAST_STEMMED) {
            return word;
        }
        if (length > LEAST_STEMMED && word.endsWith("ies")) {
            return word.substring(0, length - 2);
        }
        if (word.endsWith("y") && !isVowel(word.charAt(length - 2))) {
            return word.substring(0, length - 1) + "i";
        }
        if (length >= LEAST_FEMININE && word.endsWith("innen")) {
            return word.substring(0, length - 3);
        }
        if (length > LEAST_STEMMED && (word.endsWith("es") || word.endsWith("en"))) {
            return word.substring(0, length - 2);
        }
        boolean dative = length > LEAST_STEMMED + 1 && (word.endsWith("ern") || word.endsWith("eln"));
        boolean ending = dative || word.endsWith("s") || word.endsWith("e") || word.endsWith("eaux");
        return ending ? word.substring(0, length - 1) : word;
    }

    /** {@code shelves} has the stem of {@code shelf}. */
    private static String withFinalF(String stem) {
        return stem.endsWith("v") ? stem.substring(0, stem.length() - 1) + "f" : stem;
    }

    /**
     * {@code Mueller} is {@code Müller}: the e is dropped between a, o or u and a consonant, as Snowball's variant for German
     * does, but nowhere else, so that {@code blue}, {@code queen} and {@code neuer} stay.
     */
    private static String withoutDigraphs(String stem) {
        StringBuilder plain = null;
        for (int i = stem.length() - 1; i >= 0; i--) {
            if (stem.charAt(i) == 'e' && isUmlaut(stem, i)) {
                plain = plain == null ? new StringBuilder(stem) : plain;
                plain.deleteCharAt(i);
            }
        }
        return plain == null ? stem : plain.toString();
    }

    private static boolean isUmlaut(String stem, int e) {
        if (e == 0 || e == stem.length() - 1 || isVowel(stem.charAt(e + 1))) {
            return false;
        }
        char first = stem.charAt(e - 1);
        boolean alone = e == 1 || (!isVowel(stem.charAt(e - 2)) && stem.charAt(e - 2) != 'q');
        return first == 'a' || first == 'o' || (first == 'u' && alone);
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}
