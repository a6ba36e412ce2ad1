package io.syncline.core.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Cuts a paragraph into sentences, and those that are too long into words or parts of words, but never {@linkplain
 * GraphemeBoundaries between a letter and its marks}.
 */
final class TextCutter {

    /** A part of a text. */
    record Span(int from, int to) {}

    /**
     * A part of a paragraph.
     *
     * @param first whether the paragraph begins with it
     */
    record Cut(int from, int to, int tokens, Pieces.Border border, boolean first) {}

    private static final String CONTINUING = ",;:)]}";

    private final ToIntFunction<String> tokens;
    private final int maxTokens;

    /**
     * A cutter.
     *
     * @param tokens counts tokens
     * @param maxTokens the most tokens in a piece
     */
    TextCutter(ToIntFunction<String> tokens, int maxTokens) {
        this.tokens = tokens;
        this.maxTokens = maxTokens;
    }

    List<Cut> cut(String text, Span paragraph) {
        List<Cut> cuts = new ArrayList<>();
        for (Span span : sentences(text, paragraph)) {
            int count = tokens.applyAsInt(text.substring(span.from(), span.to()));
            if (count <= maxTokens) {
                add(span, count, Pieces.Border.SENTENCE, cuts);
            } else {
                words(text, span, cuts);
            }
        }
        return cuts;
    }

    /** A list goes on after a question: what begins with a comma or a closing bracket begins no sentence. */
    private static List<Span> sentences(String text, Span paragraph) {
        List<Span> sentences = new ArrayList<>();
        for (Span span : spans(text, paragraph, BreakIterator.getSentenceInstance(Locale.ROOT))) {
            boolean continues = CONTINUING.indexOf(text.charAt(span.from())) >= 0;
            Span before = continues && !sentences.isEmpty() ? sentences.remove(sentences.size() - 1) : span;
            sentences.add(new Span(before.from(), span.to()));
        }
        return sentences;
    }

    private static void add(Span span, int count, Pieces.Border border, List<Cut> cuts) {
        cuts.add(new Cut(span.from(), span.to(), count, border, cuts.isEmpty()));
    }

    private void words(String text, Span sentence, List<Cut> cuts) {
        int before = cuts.size();
        for (Span span : spans(text, sentence, BreakIterator.getWordInstance(Locale.ROOT))) {
            halves(text, span, before, cuts);
        }
    }

    private static List<Span> spans(String text, Span within, BreakIterator borders) {
        List<Span> spans = new ArrayList<>();
        borders.setText(text.substring(within.from(), within.to()));
        int start = borders.first();
        for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
            int at = within.from() + end;
            if (at == within.to() || GraphemeBoundaries.isBoundary(text, at)) {
                spans.add(new Span(within.from() + start, at));
                start = end;
            }
        }
        return spans;
    }

    private void halves(String text, Span span, int sentenceStart, List<Cut> cuts) {
        int from = span.from();
        int to = span.to();
        int count = tokens.applyAsInt(text.substring(from, to));
        if (count <= maxTokens || text.codePointCount(from, to) == 1) {
            Pieces.Border border = cuts.size() == sentenceStart ? Pieces.Border.SENTENCE : Pieces.Border.WORD;
            add(span, count, border, cuts);
            return;
        }
        int middle = middle(text, from, to);
        halves(text, new Span(from, middle), sentenceStart, cuts);
        halves(text, new Span(middle, to), sentenceStart, cuts);
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
}
