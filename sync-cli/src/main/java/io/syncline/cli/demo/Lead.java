package io.syncline.cli.demo;

/**
 * A request or a complaint of a customer.
 *
 * @param kind the name of its grammar rules
 * @param customer the index of the customer
 * @param name the subject
 */
record Lead(String kind, int customer, String name, String text, double revenue) {}
