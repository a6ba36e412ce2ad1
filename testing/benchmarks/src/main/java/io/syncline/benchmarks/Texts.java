package io.syncline.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Texts that read like notes in a company's records; the same at every run. */
public final class Texts {

    private static final List<String> WORDS =
            List.of(("The delivery of order for customer in Hamburg was late, so please call back about invoice. "
                            + "Our warehouse has new price list with quality machine parts, steel, paper; contract ends "
                            + "early next winter. Meeting at office: project service, travel costs and annual review.")
                    .split(" "));

    private Texts() {}

    /**
     * Makes texts of one length.
     *
     * @param count how many, all different
     * @param length characters in each
     * @return the texts
     */
    public static List<String> of(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> text(i, length)).toList();
    }

    private static String text(int seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("Note " + seed);
        while (text.length() < length) {
            text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        text.setLength(length - 1);
        return text.toString().stripTrailing()
                + ".".repeat(length - text.toString().stripTrailing().length());
    }
}
