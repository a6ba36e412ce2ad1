package io.syncline.onnx;

/** The classes of characters that BERT's tokenizer tells apart. */
final class Characters {

    private Characters() {}

    /** Spaces, line ends and tabs; the other white space among the control characters is dropped. */
    static boolean isSpace(int point) {
        return Character.isSpaceChar(point) || point == '\t' || point == '\n' || point == '\r';
    }

    /** Control and format characters, unassigned ones and those that stand for a decoding error. */
    static boolean isDropped(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> point == 0xFFFD;
        };
    }

    /** Unicode's punctuation, and the symbols of ASCII. */
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

    /** The blocks of CJK ideographs that BERT splits into single characters; kana and Hangul are not among them. */
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
