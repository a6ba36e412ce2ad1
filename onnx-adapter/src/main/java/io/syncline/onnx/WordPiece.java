package io.syncline.onnx;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizer of uncased BERT models. It removes control characters, separates CJK ideographs, strips accents, converts
 * to lower case, splits at spaces and punctuation, and divides each word into the longest pieces in the vocabulary.
 *
 * <p>The ids equal those of the tokenizer that the model was trained with, without truncation. Independent of the default
 * locale. Immutable.
 */
final class WordPiece {

    private static final int MAX_WORD_LENGTH = 100;
    private static final String CONTINUATION = "##";

    private final Map<String, Integer> vocabulary;
    private final Pattern special;
    private final int unknown;
    private final int start;
    private final int end;

    /**
     * A tokenizer.
     *
     * @param vocabulary the id of each piece; pieces after the first of a word start with {@code ##}
     * @param special matches the special tokens, which are not split wherever they occur in a text
     */
    WordPiece(Map<String, Integer> vocabulary, Pattern special) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.special = special;
        this.unknown = required("[UNK]");
        this.start = required("[CLS]");
        this.end = required("[SEP]");
    }

    private int required(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("The vocabulary does not contain " + token);
        }
        return id;
    }

    /**
     * Encodes a text.
     *
     * @param text any text
     * @return the ids of the start token, the tokens of the text, and the end token
     */
    long[] encode(String text) {
        Ids ids = new Ids();
        ids.add(start);
        Matcher matcher = special.matcher(text);
        int from = 0;
        while (matcher.find()) {
            words(text.substring(from, matcher.start()), ids);
            ids.add(required(matcher.group()));
            from = matcher.end();
        }
        words(from == 0 ? text : text.substring(from), ids);
        ids.add(end);
        return ids.toArray();
    }

    private void words(String text, Ids ids) {
        String plain = normalize(text);
        int begin = -1;
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean alone = BertCharacters.isPunctuation(point);
            if (alone || BertCharacters.isSpace(point)) {
                if (begin >= 0) {
                    pieces(plain.substring(begin, i), ids);
                    begin = -1;
                }
                if (alone) {
                    pieces(plain.substring(i, next), ids);
                }
            } else if (begin < 0) {
                begin = i;
            }
            i = next;
        }
        if (begin >= 0) {
            pieces(plain.substring(begin), ids);
        }
    }

    private static String normalize(String text) {
        StringBuilder cleaned = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (BertCharacters.isSpace(point)) {
                cleaned.append(' ');
            } else if (BertCharacters.isIdeograph(point)) {
                cleaned.append(' ').appendCodePoint(point).append(' ');
            } else if (!BertCharacters.isRemoved(point)) {
                cleaned.appendCodePoint(point);
            }
        });
        String decomposed = Normalizer.normalize(cleaned, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(point -> {
            if (Character.getType(point) != Character.NON_SPACING_MARK) {
                plain.appendCodePoint(Character.toLowerCase(point));
            }
        });
        return plain.toString();
    }

    private void pieces(String word, Ids ids) {
        if (word.codePointCount(0, word.length()) > MAX_WORD_LENGTH) {
            ids.add(unknown);
            return;
        }
        int mark = ids.size();
        int from = 0;
        while (from < word.length()) {
            int to = longest(word, from, ids);
            if (to < 0) {
                ids.truncate(mark);
                ids.add(unknown);
                return;
            }
            from = to;
        }
    }

    /** Adds the longest piece that starts at an index. Returns its end, or -1 if the vocabulary has none. */
    private int longest(String word, int from, Ids ids) {
        for (int to = word.length(); to > from; to = word.offsetByCodePoints(to, -1)) {
            String piece = word.substring(from, to);
            Integer id = vocabulary.get(from == 0 ? piece : CONTINUATION.concat(piece));
            if (id != null) {
                ids.add(id);
                return to;
            }
        }
        return -1;
    }

    private static final class Ids {

        private long[] values = new long[64];
        private int size;

        void add(long id) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = id;
        }

        int size() {
            return size;
        }

        void truncate(int newSize) {
            size = newSize;
        }

        long[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
