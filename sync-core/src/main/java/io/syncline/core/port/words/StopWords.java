package io.syncline.core.port.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that hold sentences together and are in most texts, so that they tell nothing about what a query looks for.
 *
 * <p>Some are names of things at the same time, or are in another language: a bin, a watering can, IT support, the German for
 * "I am". They only count as stop words in a query that has others of their language.
 */
final class StopWords {

    private static final Language ENGLISH = new Language("""
            a all an and any are as at be been but by could did do does for from has had have how i if in
            into is its many me much my of our shall should so some than that the their them
            then there these they this those to was we were what when where which whose whom why
            with would you your
            """, "can it no not on or us who will");

    private static final Language GERMAN = new Language("""
            aber als am an auch auf aus bei bis da das dass dem der des dies diese diesem diesen
            dieser dieses doch du durch ein eine einem einen einer eines er es euch gibt haben
            hatte ich ihr ihre im in ist ja kann kein keine konnen mein muss nach nicht noch nur ob
            ohne sein seine sich sie sind so um und uns unser unsere viele vom von vor waren
            warum was welche welchem welchen welcher welches wem wen wenn wer werden wessen wie wieviel wir
            wird wo zu zum zur
            """, "bin den die fur gab hat mit oder uber viel war");

    private static final Language FRENCH = new Language("""
            a au aux avec ce ces cet cette combien dans de des du elle elles en est et eux il ils
            je la le les leur leurs lui ma me mes ne nos notre nous ont par pour pourquoi quand
            que quel quelle quelles quels qui quoi sa se ses sont sur ta te tes tu un une vos votre
            vous y
            """, "comment mais or ou pas");

    private static final List<Language> ALL = List.of(ENGLISH, GERMAN, FRENCH);

    /** Verbs that are never the last word of a question, where they are things. */
    private static final Set<String> NEVER_LAST = Set.of("can", "will");

    private final Set<String> certain;
    private final Set<String> homonyms;
    private final String last;

    private StopWords(Set<String> certain, Set<String> homonyms, String last) {
        this.certain = certain;
        this.homonyms = homonyms;
        this.last = last;
    }

    /**
     * The stop words of a query.
     *
     * @param words all words of the query, in order
     * @param capitals those that are written in capitals, which name something
     */
    static StopWords of(List<String> words, Set<String> capitals) {
        long most =
                ALL.stream().mapToLong(language -> language.own(words)).max().orElse(0);
        Set<String> homonyms = ALL.stream()
                .filter(language -> most > 0 && language.own(words) == most)
                .flatMap(language -> language.homonyms.stream())
                .filter(Predicate.not(capitals::contains))
                .collect(Collectors.toSet());
        Set<String> certain =
                ALL.stream().flatMap(language -> language.certain.stream()).collect(Collectors.toSet());
        return new StopWords(certain, homonyms, words.isEmpty() ? "" : words.get(words.size() - 1));
    }

    /**
     * Whether a word does not count.
     *
     * @param alone whether it is no part of a name such as a part number
     */
    boolean contains(String word, boolean alone) {
        boolean homonym = homonyms.contains(word) && alone && !(NEVER_LAST.contains(word) && word.equals(last));
        return homonym || certain.contains(word);
    }

    /**
     * The words of a language, without accents.
     *
     * @param certain those that mean nothing else
     * @param homonyms those that also name a thing, in this language or in another one
     */
    private record Language(Set<String> certain, Set<String> homonyms) {

        Language(String certain, String homonyms) {
            this(words(certain), words(homonyms));
        }

        private static Set<String> words(String text) {
            return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
        }

        /** How many words are of this language only. */
        long own(Collection<String> words) {
            return words.stream()
                    .filter(certain::contains)
                    .filter(word -> Stream.of(ENGLISH, GERMAN, FRENCH)
                                    .filter(language -> language.certain.contains(word))
                                    .count()
                            == 1)
                    .count();
        }
    }
}
