package io.syncline.odoo;

/**
 * A user that the server accepted.
 *
 * @param userId the id in {@code res.users}
 */
record Login(long userId) {}
