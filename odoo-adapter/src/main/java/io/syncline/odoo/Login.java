package io.syncline.odoo;

/**
 * A user that the server has authenticated.
 *
 * @param userId the id in {@code res.users}
 */
record Login(long userId) {}
