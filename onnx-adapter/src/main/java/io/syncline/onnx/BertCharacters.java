package io.syncline.onnx;

/** The character classes of the tokenizer of BERT. */
final class BertCharacters {

    private BertCharacters() {}

    /** Spaces, line ends and tabs. Other control characters that are white space are removed. */
    static boolean isSpace(int point) {
        return Character.isSpaceChar(point) || point == '\t' || point == '\n' || point == '\r';
    }

    /** Control, format and unassigned characters, and the replacement character. */
    static boolean isRemoved(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> point == 0xFFFD;
        };
    }

    /** Punctuation of Unicode, and all symbols of ASCII. */
    static boolean isPunctuation(int point) {
        if (point < 0x80) {
            return point > ' ' && point != 0x7F && !Character.isLetterOrDigit(point);
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The CJK ideographs, each of which is a word of its own for BERT. Kana and Hangul are not among them. */
    static boolean isIdeograph(int point) {
        return (point >= 0x4E00 && point <= 0x9FFF)
                || (point >= 0x3400 && point <= 0x4DBF)
                || (point >= 0x20000 && point <= 0x2A6DF)
                || (point >= 0x2A700 && point <= 0x2B73F)
                || (point >= 0x2B740 && point <= 0x2B81F)
                || (point >= 0x2B820 && point <= 0x2CEAF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0x2F800 && point <= 0x2FA1F);
    }
}
