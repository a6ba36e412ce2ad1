package io.syncline.pgvector;

import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.util.List;

/**
 * The terms of a text as a {@code tsvector}: words have the weight A, parts of words the weight D. PostgreSQL's own analysis of
 * words, with its stemming by language, has no part in it.
 *
 * @param lexemes the vector, in its text form
 * @param words how many words the text has
 */
record TermVector(String lexemes, int words) {

    /** The greatest position that a vector holds; later words only count as there. */
    private static final int LAST_POSITION = 16_383;

    /** Lexemes can have 2046 bytes, and a character of these texts at most 4. */
    private static final int MOST_CODE_POINTS = 400;

    static TermVector of(String text) {
        WordTerms terms = WordAnalysis.ofText(text);
        StringBuilder lexemes = new StringBuilder();
        int position = append(lexemes, terms.whole(), 0, 'A');
        append(lexemes, terms.parts(), position, 'D');
        return new TermVector(lexemes.toString(), terms.whole().size());
    }

    private static int append(StringBuilder lexemes, List<String> terms, int before, char weight) {
        int position = before;
        for (String term : terms) {
            position = Math.min(position + 1, LAST_POSITION);
            lexemes.append(lexeme(term))
                    .append(':')
                    .append(position)
                    .append(weight)
                    .append(' ');
        }
        return position;
    }

    /** A term in quotes. Terms consist of letters and digits, so nothing in them has a meaning for the parser. */
    static String lexeme(String term) {
        return "'"
                + term.codePoints()
                        .limit(MOST_CODE_POINTS)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + "'";
    }
}
