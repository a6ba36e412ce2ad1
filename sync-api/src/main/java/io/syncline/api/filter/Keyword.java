package io.syncline.api.filter;

import java.util.Locale;
import java.util.Optional;

/** The words of the language of conditions that are no names. */
enum Keyword {
    AND,
    OR,
    NOT,
    IN,
    IS,
    NULL,
    EXISTS,
    TRUE,
    FALSE;

    static Optional<Keyword> of(String word) {
        // Words have at most six letters; others need not be converted. Some letters of other alphabets have ASCII
        // capitals.
        boolean plain = word.length() <= 6 && word.chars().allMatch(c -> c < 128);
        String upper = plain ? word.toUpperCase(Locale.ROOT) : "";
        for (Keyword keyword : values()) {
            if (keyword.name().equals(upper)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    static boolean isKeyword(String word) {
        return of(word).isPresent();
    }
}
