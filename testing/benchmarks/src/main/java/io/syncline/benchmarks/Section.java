package io.syncline.benchmarks;

import java.util.List;

/**
 * What a harness tells.
 *
 * @param title a heading
 * @param text Markdown: what was done, a table, what it means
 * @param plots pictures that follow the text
 */
public record Section(String title, String text, List<Plot> plots) {

    /** Copies the list. */
    public Section {
        plots = List.copyOf(plots);
    }

    /**
     * A section without pictures.
     *
     * @param title a heading
     * @param text Markdown
     * @return the section
     */
    public static Section of(String title, String text) {
        return new Section(title, text, List.of());
    }
}
