package io.syncline.cli.demo;

/**
 * Something that is sold.
 *
 * @param family what kind of thing it is, by the name of its rules
 * @param category its path in the catalogue
 * @param name what it is called
 * @param code its number in the catalogue
 * @param text what it is for
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
