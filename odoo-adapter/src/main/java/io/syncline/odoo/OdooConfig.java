package io.syncline.odoo;

import io.syncline.odoo.AttachmentSettings.Attachments;
import io.syncline.odoo.LoginSettings.Account;
import io.syncline.odoo.NetworkSettings.Network;
import io.syncline.odoo.ReadingSettings.Reading;

/**
 * The checked settings of a source.
 *
 * @param account which database to read, as which user
 * @param reading what to read
 * @param network how to call the server
 * @param attachments how texts of files are extracted
 */
record OdooConfig(Account account, Reading reading, Network network, Attachments attachments) {}
