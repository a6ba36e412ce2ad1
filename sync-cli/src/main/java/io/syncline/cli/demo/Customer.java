package io.syncline.cli.demo;

/**
 * A company that buys.
 *
 * @param name what it is called
 * @param language {@code en} or {@code de}
 * @param industry what it does, by the name of its rules
 * @param tag what it does, for people
 * @param street where it is
 * @param city where it is
 * @param country where it is
 * @param note what the seller knows of it
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
