package io.syncline.core.port.words;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that hold sentences together and are in most texts, so that they tell nothing about what a query looks for. */
final class StopWords {

    private static final String ENGLISH = """
            a all an and any are as at be been but by can could did do does for from had has have how i if in
            into is it its many me much my no not of on or our shall should so some than that the their them
            then there these they this those to us was we were what when where which who whom whose why will
            with would you your
            """;

    private static final String GERMAN = """
            aber als am an auch auf aus bei bin bis da das dass dem den der des die dies diese diesem diesen
            dieser dieses doch du durch ein eine einem einen einer eines er es euch fur gab gibt haben hat
            hatte ich ihr ihre im in ist ja kann kein keine konnen mein mit muss nach nicht noch nur ob
            oder ohne sein seine sich sie sind so uber um und uns unser unsere viel viele vom von vor war waren
            warum was welche welchem welchen welcher welches wem wen wenn wer werden wessen wie wieviel wir
            wird wo zu zum zur
            """;

    private static final String FRENCH = """
            a au aux avec ce ces cet cette combien comme comment dans de des du elle elles en est et eux il ils
            je la le les leur leurs lui ma mais me mes ne nos notre nous ont ou par pas pour pourquoi quand
            que quel quelle quelles quels qui quoi sa se ses sont sur ta te tes tu un une vos votre
            vous y
            """;

    /** By the terms that they become. */
    private static final Set<String> ALL = Stream.of(ENGLISH, GERMAN, FRENCH)
            .flatMap(words -> Arrays.stream(words.strip().split("\\s+")))
            .map(LetterForms::stem)
            .collect(Collectors.toUnmodifiableSet());

    private StopWords() {}

    static boolean contains(String term) {
        return ALL.contains(term);
    }
}
