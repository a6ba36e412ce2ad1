package io.syncline.cli.demo;

/**
 * A contact person of a customer.
 *
 * @param employer the index of the customer
 * @param note a remark, or empty
 */
record Contact(int employer, String name, String job, String email, String note) {}
