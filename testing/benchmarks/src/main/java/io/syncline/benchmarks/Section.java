package io.syncline.benchmarks;

/**
 * The result of a benchmark, as it appears on the benchmark page.
 *
 * @param title a heading
 * @param text Markdown: the method, a table, the interpretation
 */
public record Section(String title, String text) {}
