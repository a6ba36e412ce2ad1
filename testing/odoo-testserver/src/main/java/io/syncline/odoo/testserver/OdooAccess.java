package io.syncline.odoo.testserver;

import java.util.List;

/**
 * The caller, as record rules see it.
 *
 * @param userId the user's id
 * @param login the login name
 * @param administrator whether the user is in every group
 * @param companies the companies the call acts for, never empty
 */
public record OdooAccess(long userId, String login, boolean administrator, List<Long> companies) {}
