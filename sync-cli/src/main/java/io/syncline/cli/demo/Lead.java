package io.syncline.cli.demo;

/**
 * Something a customer wants or is unhappy about.
 *
 * @param kind what it is about, by the name of its rules
 * @param customer whose it is, by position
 * @param name the subject
 * @param text what was said
 * @param revenue what it may bring
 */
record Lead(String kind, int customer, String name, String text, double revenue) {}
