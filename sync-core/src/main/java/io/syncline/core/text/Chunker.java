package io.syncline.core.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Cuts text into chunks of a limited number of tokens, between sentences where it can, between words where it must, and
 * within a word only if that alone is too long, but then {@linkplain GraphemeBoundaries between letters with all of their
 * marks}. Consecutive chunks share the last sentences of the earlier one, as far as they fit the overlap. What shows
 * nothing is no chunk.
 */
final class Chunker {

    private final ToIntFunction<String> tokens;
    private final int maxTokens;
    private final int overlapTokens;

    Chunker(ToIntFunction<String> tokens, int maxTokens, int overlapTokens) {
        this.tokens = tokens;
        this.maxTokens = maxTokens;
        this.overlapTokens = overlapTokens;
    }

    List<Chunk> chunks(String text) {
        int all = tokens.applyAsInt(text);
        return all <= maxTokens ? List.of(new Chunk(text, all)) : pack(text, pieces(text));
    }

    /** Fills chunks greedily by the sum over pieces, an estimate; then the joined text is counted. */
    private List<Chunk> pack(String text, List<Piece> pieces) {
        List<Chunk> chunks = new ArrayList<>();
        int first = 0;
        while (first < pieces.size()) {
            int end = fit(pieces, first);
            Chunk chunk = chunk(text, pieces, first, end);
            while (chunk.tokens() > maxTokens && end - first > 1) {
                end--;
                chunk = chunk(text, pieces, first, end);
            }
            if (InvisibleCharacters.hasVisible(chunk.text())) {
                chunks.add(chunk);
            }
            first = end == pieces.size() ? end : overlapStart(pieces, first, end);
        }
        return chunks;
    }

    private int fit(List<Piece> pieces, int first) {
        int end = first;
        int sum = 0;
        while (end < pieces.size() && (end == first || sum + pieces.get(end).tokens() <= maxTokens)) {
            sum += pieces.get(end).tokens();
            end++;
        }
        return end;
    }

    private int overlapStart(List<Piece> pieces, int first, int end) {
        int start = end;
        int sum = 0;
        while (start - 1 > first && sum + pieces.get(start - 1).tokens() <= overlapTokens) {
            start--;
            sum += pieces.get(start).tokens();
        }
        return start;
    }

    private Chunk chunk(String text, List<Piece> pieces, int first, int end) {
        String part = text.substring(
                        pieces.get(first).from(), pieces.get(end - 1).to())
                .strip();
        return new Chunk(part, part.isEmpty() ? 0 : tokens.applyAsInt(part));
    }

    private List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                sentences(text, from, i + 1, pieces);
                from = i + 1;
            }
        }
        sentences(text, from, text.length(), pieces);
        return pieces;
    }

    private void sentences(String text, int from, int to, List<Piece> pieces) {
        for (Span span : spans(text, from, to, BreakIterator.getSentenceInstance(Locale.ROOT))) {
            int count = tokens.applyAsInt(text.substring(span.from(), span.to()));
            if (count <= maxTokens) {
                pieces.add(new Piece(span.from(), span.to(), count));
            } else {
                words(text, span.from(), span.to(), pieces);
            }
        }
    }

    private void words(String text, int from, int to, List<Piece> pieces) {
        for (Span span : spans(text, from, to, BreakIterator.getWordInstance(Locale.ROOT))) {
            halves(text, span.from(), span.to(), pieces);
        }
    }

    private static List<Span> spans(String text, int from, int to, BreakIterator borders) {
        List<Span> spans = new ArrayList<>();
        borders.setText(text.substring(from, to));
        int start = borders.first();
        for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
            if (from + end == to || GraphemeBoundaries.isBoundary(text, from + end)) {
                spans.add(new Span(from + start, from + end));
                start = end;
            }
        }
        return spans;
    }

    private void halves(String text, int from, int to, List<Piece> pieces) {
        int count = tokens.applyAsInt(text.substring(from, to));
        if (count <= maxTokens || text.codePointCount(from, to) == 1) {
            pieces.add(new Piece(from, to, count));
            return;
        }
        int middle = middle(text, from, to);
        halves(text, from, middle, pieces);
        halves(text, middle, to, pieces);
    }

    /** The boundary nearest to the middle; within one letter of many marks, the middle itself. */
    private static int middle(String text, int from, int to) {
        int middle = text.offsetByCodePoints(from, text.codePointCount(from, to) / 2);
        for (int away = 0; middle - away > from || middle + away < to; away++) {
            if (middle - away > from && GraphemeBoundaries.isBoundary(text, middle - away)) {
                return middle - away;
            }
            if (middle + away < to && GraphemeBoundaries.isBoundary(text, middle + away)) {
                return middle + away;
            }
        }
        return middle;
    }

    private record Span(int from, int to) {}

    private record Piece(int from, int to, int tokens) {}
}
