package io.syncline.cli.demo;

/**
 * A company that buys.
 *
 * @param language {@code en} or {@code de}
 * @param industry the name of its grammar rules
 * @param tag the industry as people call it
 */
record Customer(
        String name,
        String language,
        String industry,
        String tag,
        String street,
        String city,
        String country,
        String note) {}
