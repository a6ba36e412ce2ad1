package io.syncline.cli.demo;

/**
 * A product of the catalogue.
 *
 * @param family the name of its grammar rules
 * @param category its path in the catalogue
 * @param price in the currency of the seller
 */
record Product(String family, String category, String name, String code, String text, double price) {

    private static final String SEPARATOR = " / ";

    /** The first part of the category. */
    String root() {
        return category.substring(0, category.indexOf(SEPARATOR));
    }

    /** The last part of the category. */
    String leaf() {
        return category.substring(category.indexOf(SEPARATOR) + SEPARATOR.length());
    }
}
