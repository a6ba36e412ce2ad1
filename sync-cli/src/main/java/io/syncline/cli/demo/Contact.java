package io.syncline.cli.demo;

/**
 * Somebody who works for a customer.
 *
 * @param employer which customer, by its position
 * @param name first and last name
 * @param job what they do
 * @param email their address
 * @param note what the seller knows of them; empty if nothing
 */
record Contact(int employer, String name, String job, String email, String note) {}
