package io.syncline.benchmarks;

/**
 * A picture of the benchmark page.
 *
 * @param name the name of its file, without an ending
 * @param caption what it shows
 * @param svg the picture
 */
public record Plot(String name, String caption, String svg) {}
