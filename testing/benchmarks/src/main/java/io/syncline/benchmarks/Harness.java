package io.syncline.benchmarks;

import java.util.List;

/** A program that measures something, in a JVM of its own. */
public interface Harness {

    /**
     * The name on the command line, and in the markers of the benchmark page.
     *
     * @return lower-case words with hyphens
     */
    String name();

    /**
     * What it measures.
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
     * @param size the amount of work
     * @return the section for the benchmark page
     * @throws Exception if the benchmark fails; nothing is written then
     */
    Section run(Size size) throws Exception;
}
