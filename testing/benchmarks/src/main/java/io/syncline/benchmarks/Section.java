package io.syncline.benchmarks;

/**
 * The result of a benchmark, as it appears on the benchmark page.
 *
 * @param title a heading
 * @param text Markdown: what was done, a table, what it means
 */
public record Section(String title, String text) {}
