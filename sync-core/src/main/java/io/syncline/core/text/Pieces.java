package io.syncline.core.text;

import java.util.ArrayList;
import java.util.List;

/** The pieces of a text that chunks are made of, in their order. */
final class Pieces {

    /** What a piece begins, from the worst to the best place to end a chunk before it. */
    enum Border {
        WORD,
        SENTENCE,
        PARAGRAPH,
        HEADING
    }

    /**
     * A piece of the text.
     *
     * @param from where it begins
     * @param to where it ends
     * @param tokens its length by the embedder's count
     * @param border what it begins
     * @param section the part of the text that it is from, and the heading above it
     */
    record Piece(int from, int to, int tokens, Border border, String section) {}

    private final String text;
    private final List<Piece> pieces;

    private Pieces(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /**
     * Cuts a text.
     *
     * @param sections its parts, which the text joins by line ends
     */
    static Pieces of(List<TextSection> sections, String text, TextCutter cutter) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (TextSection section : sections) {
            int to = Math.min(text.length(), from + section.text().length() + 1);
            pieces.addAll(paragraphs(section.name(), text, new TextCutter.Span(from, to), cutter));
            from = to;
        }
        return new Pieces(text, List.copyOf(pieces));
    }

    private static List<Piece> paragraphs(String name, String text, TextCutter.Span part, TextCutter cutter) {
        List<Piece> pieces = new ArrayList<>();
        String section = name;
        int from = part.from();
        while (from < part.to()) {
            int lineEnd = text.indexOf('\n', from);
            int to = lineEnd < 0 || lineEnd >= part.to() ? part.to() : lineEnd + 1;
            String line = text.substring(from, to).strip();
            boolean heading = Headings.isHeading(line);
            if (heading) {
                section = name.isEmpty() ? Headings.of(line) : name + ", " + Headings.of(line);
            }
            boolean begins = from == part.from() && !name.isEmpty();
            Border border = heading || begins ? Border.HEADING : Border.PARAGRAPH;
            for (TextCutter.Cut cut : cutter.cut(text, new TextCutter.Span(from, to))) {
                pieces.add(new Piece(cut.from(), cut.to(), cut.tokens(), cut.first() ? border : cut.border(), section));
            }
            from = to;
        }
        return pieces;
    }

    int size() {
        return pieces.size();
    }

    Piece get(int index) {
        return pieces.get(index);
    }

    /** The sum over some pieces, an estimate of their tokens together. */
    int tokens(int first, int end) {
        return pieces.subList(first, end).stream().mapToInt(Piece::tokens).sum();
    }

    /** The text of some pieces. */
    String text(int first, int end) {
        return text.substring(pieces.get(first).from(), pieces.get(end - 1).to())
                .strip();
    }
}
