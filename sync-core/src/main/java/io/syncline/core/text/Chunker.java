package io.syncline.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts text into chunks of a limited number of tokens: before headings where it can, else between paragraphs, sentences or
 * words, and within a word only if that alone is too long. What shows nothing is no chunk. Consecutive chunks share the last sentences of the earlier one, as
 * far as they fit the overlap, unless a heading begins the later one. If the record has a title, each chunk but the first
 * opens with a line of the title and what part of the text it is from, so that it is found by them.
 */
final class Chunker {

    /** The smallest part of a chunk that is filled before it ends early at a heading. */
    private static final double FILLED_BEFORE_HEADING = 0.5;

    private static final double FILLED_BEFORE_PARAGRAPH = 0.75;

    /** The largest part of a chunk that its opening line may take. */
    private static final int OPENING_SHARE = 4;

    private final ToIntFunction<String> tokens;
    private final int maxTokens;
    private final int overlapTokens;

    Chunker(ToIntFunction<String> tokens, int maxTokens, int overlapTokens) {
        this.tokens = tokens;
        this.maxTokens = maxTokens;
        this.overlapTokens = overlapTokens;
    }

    /** The chunks of a text without a title. */
    List<Chunk> chunks(String text) {
        return chunks(new DocumentText("", List.of(new TextSection("", text, false))));
    }

    List<Chunk> chunks(DocumentText text) {
        List<Chunk> chunks = new ArrayList<>();
        if (!text.together().isEmpty()) {
            pack(text.title(), text.together(), chunks);
        }
        for (TextSection section : text.apart()) {
            pack(text.title(), List.of(section), chunks);
        }
        return chunks;
    }

    private void pack(String title, List<TextSection> sections, List<Chunk> chunks) {
        boolean apart = sections.get(0).apart();
        StringBuilder joined = new StringBuilder();
        sections.forEach(section -> joined.append(joined.isEmpty() ? "" : "\n").append(section.text()));
        String text = joined.toString();
        int all = apart ? Integer.MAX_VALUE : tokens.applyAsInt(text);
        if (all <= maxTokens) {
            chunks.add(new Chunk(text, all));
            return;
        }
        int room = title.isEmpty() ? maxTokens : maxTokens - maxTokens / OPENING_SHARE;
        Pieces pieces = Pieces.of(sections, text, new TextCutter(tokens, room));
        int first = 0;
        while (first < pieces.size()) {
            String opening =
                    first == 0 && !apart ? "" : opening(title, pieces.get(first).section());
            int end = add(pieces, first, opening, chunks);
            first = end == pieces.size() ? end : overlapStart(pieces, first, end);
        }
    }

    /** The opening line with its line end; shorter or empty if it would take too much of the chunk. */
    private String opening(String title, String section) {
        for (String line : List.of(title + (section.isEmpty() ? "" : ", " + section), title)) {
            if (!title.isEmpty() && tokens.applyAsInt(line) <= maxTokens / OPENING_SHARE) {
                return line + "\n";
            }
        }
        return "";
    }

    /** Fills a chunk greedily by the sum over pieces, an estimate; then the joined text is counted. Returns where it ends. */
    private int add(Pieces pieces, int first, String opening, List<Chunk> chunks) {
        int room = maxTokens - (opening.isEmpty() ? 0 : tokens.applyAsInt(opening));
        int end = border(pieces, first, fit(pieces, first, room));
        Chunk chunk = chunk(pieces.text(first, end), opening);
        while (chunk.tokens() > maxTokens && end - first > 1) {
            end--;
            chunk = chunk(pieces.text(first, end), opening);
        }
        if (chunk.tokens() > maxTokens) {
            chunk = chunk(pieces.text(first, end), "");
        }
        if (!chunk.text().isEmpty()) {
            chunks.add(chunk);
        }
        return end;
    }

    private Chunk chunk(String part, String opening) {
        String text = InvisibleCharacters.hasVisible(part) ? opening + part : "";
        return new Chunk(text, text.isEmpty() ? 0 : tokens.applyAsInt(text));
    }

    private static int fit(Pieces pieces, int first, int room) {
        int end = first;
        int sum = 0;
        while (end < pieces.size() && (end == first || sum + pieces.get(end).tokens() <= room)) {
            sum += pieces.get(end).tokens();
            end++;
        }
        return end;
    }

    /** The best place to end a chunk that could end at {@code end}. */
    private static int border(Pieces pieces, int first, int end) {
        if (end == pieces.size() || pieces.get(end).border() == Pieces.Border.HEADING) {
            return end;
        }
        int heading = last(pieces, first, end, Pieces.Border.HEADING);
        return heading > first ? heading : last(pieces, first, end, Pieces.Border.PARAGRAPH);
    }

    /** The last border of at least a kind that leaves the chunk filled enough; {@code end} for a paragraph, else {@code first}, if there is none. */
    private static int last(Pieces pieces, int first, int end, Pieces.Border least) {
        double filled = least == Pieces.Border.HEADING ? FILLED_BEFORE_HEADING : FILLED_BEFORE_PARAGRAPH;
        double needed = filled * pieces.tokens(first, end);
        for (int at = end; at > first; at--) {
            if (pieces.tokens(first, at) < needed) {
                break;
            }
            if (pieces.get(at).border().compareTo(least) >= 0) {
                return at;
            }
        }
        return least == Pieces.Border.HEADING ? first : end;
    }

    private int overlapStart(Pieces pieces, int first, int end) {
        int start = end;
        int sum = 0;
        boolean heading = pieces.get(end).border() == Pieces.Border.HEADING;
        while (!heading && start - 1 > first && sum + pieces.get(start - 1).tokens() <= overlapTokens) {
            start--;
            sum += pieces.get(start).tokens();
        }
        return start;
    }
}
