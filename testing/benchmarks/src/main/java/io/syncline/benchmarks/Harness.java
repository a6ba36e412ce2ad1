package io.syncline.benchmarks;

import java.util.List;

/** A program that measures something, in a JVM of its own. */
public interface Harness {

    /**
     * What it is called on the command line, and in the markers of the benchmark page.
     *
     * @return lower-case words with hyphens
     */
    String name();

    /**
     * What it shows.
     *
     * @return one line
     */
    String purpose();

    /**
     * Options for the JVM that runs it.
     *
     * @return options, such as {@code -Xmx128m}
     */
    default List<String> jvmOptions() {
        return List.of();
    }

    /**
     * Measures.
     *
     * @param size how much
     * @return what is to stand in the benchmark page
     * @throws Exception if something does not work; nothing is written then
     */
    Section run(Size size) throws Exception;
}
