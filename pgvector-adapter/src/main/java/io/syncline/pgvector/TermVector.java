package io.syncline.pgvector;

import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, StringBuilder> places = new LinkedHashMap<>();
        int position = add(places, terms.whole(), 0, 'A');
        add(places, terms.parts(), position, 'D');
        StringBuilder lexemes = new StringBuilder();
        places.forEach((term, positions) -> {
            appendLexeme(lexemes, term);
            lexemes.append(positions).append(' ');
        });
        return new TermVector(lexemes.toString(), terms.whole().size());
    }

    /** Each term once, with all its places: the server would have to sort and join them. */
    private static int add(Map<String, StringBuilder> places, List<String> terms, int before, char weight) {
        int position = before;
        for (String term : terms) {
            position = Math.min(position + 1, LAST_POSITION);
            StringBuilder positions = places.computeIfAbsent(term, unused -> new StringBuilder());
            positions.append(positions.isEmpty() ? ':' : ',').append(position).append(weight);
        }
        return position;
    }

    /** A term in quotes. */
    static String lexeme(String term) {
        StringBuilder lexeme = new StringBuilder(term.length() + 2);
        appendLexeme(lexeme, term);
        return lexeme.toString();
    }

    /** Terms consist of letters and digits, so nothing in them has a meaning for the parser. */
    private static void appendLexeme(StringBuilder lexemes, String term) {
        int end = term.length() <= MOST_CODE_POINTS ? term.length() : term.offsetByCodePoints(0, MOST_CODE_POINTS);
        lexemes.append('\'').append(term, 0, end).append('\'');
    }
}
