package io.syncline.onnx;

import java.util.List;
import java.util.random.RandomGenerator;

/** Generates texts like those of records, and unusual ones, from a seed. */
final class RandomTexts {

    private static final List<String> WORDS = List.of(
            "invoice",
            "INV/2024/00017",
            "Müller",
            "GmbH",
            "São",
            "Paulo",
            "naïve",
            "€1,299.00",
            "+32",
            "486",
            "12/05/2024",
            "warehouse",
            "Customizable",
            "Desk",
            "(CONFIG)",
            "e-mail:",
            "info@azure-interior.example",
            "VAT",
            "BE0477472701",
            "日本語",
            "株式会社",
            "東京都",
            "한국어",
            "Привет",
            "ΑΘΗΝΑ",
            "שלום",
            "مرحبا",
            "हिन्दी",
            "ไทย",
            "İstanbul",
            "ISTANBUL",
            "ﬁnance",
            "½",
            "№7",
            "x²",
            "🚚",
            "👩‍👩‍👧",
            "🇱🇰",
            "❤️",
            "a\u0301",
            "[SEP]",
            "[MASK]",
            "[cls]",
            "<b>bold</b>",
            "https://example.com/a?b=c&d=1",
            "don't",
            "\u00a0",
            "\u200b",
            "\u3000",
            "tab\tbed",
            "line\nbreak",
            "---",
            "…",
            "“quoted”",
            "#42",
            "unbelievably",
            "antidisestablishmentarianism",
            "0.000001",
            "x".repeat(100),
            "y".repeat(101),
            "z".repeat(3000));

    private static final int[][] RANGES = {
        {0x00, 0x24F},
        {0x300, 0x345},
        {0x391, 0x3A1},
        {0x3A3, 0x3FF},
        {0x400, 0x52D},
        {0x5D0, 0x5EA},
        {0x621, 0x652},
        {0x904, 0x939},
        {0xE01, 0xE3A},
        {0x1E00, 0x1EFF},
        {0x1F80, 0x1FB4},
        {0x2000, 0x2027},
        {0x2030, 0x205E},
        {0x20A0, 0x20BD},
        {0x2190, 0x23CF},
        {0x3000, 0x303F},
        {0x3041, 0x3096},
        {0x30A0, 0x30FE},
        {0x4E00, 0x9FA5},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFA2D},
        {0xFF01, 0xFF5E},
        {0xFFFC, 0xFFFD},
        {0x1F300, 0x1F5A3},
        {0x20000, 0x2A6D6}
    };

    private final RandomGenerator random;

    RandomTexts(RandomGenerator random) {
        this.random = random;
    }

    /** A line of words, some of them unusual. */
    String line(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(10) == 0 ? "" : " ");
        }
        return text.toString();
    }

    /** Letters, digits and spaces, so that any piece of the vocabulary may occur. */
    String ascii(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(6) == 0 ? ' ' : random.nextInt(' ', 0x7F)));
        }
        return text.toString();
    }

    /** Characters of many scripts, from blocks that are the same in all versions of Unicode in use. */
    String unicode(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
            }
        }
        return text.toString();
    }
}
