/**
 * Reads records from Odoo over its external API; start with {@link io.syncline.odoo.OdooRecordSource}.
 */
@NullMarked
package io.syncline.odoo;

import org.jspecify.annotations.NullMarked;
