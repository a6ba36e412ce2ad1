package io.syncline.testkit.memory;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that are computed from a number. */
final class SyntheticText {

    private static final List<String> WORDS = List.of(
            "order",
            "invoice",
            "delivery",
            "customer",
            "contract",
            "meeting",
            "warehouse",
            "product",
            "price",
            "quality",
            "machine",
            "office",
            "project",
            "service",
            "travel",
            "steel",
            "paper",
            "coffee",
            "garden",
            "bridge",
            "river",
            "winter",
            "blue",
            "large",
            "early",
            "second",
            "open",
            "small",
            "urgent",
            "annual",
            "north",
            "west");

    private SyntheticText() {}

    static String of(long seed, int words) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(words * 8);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append('.').toString();
    }
}
