/**
 * Reads records from Odoo over its external API. The one public type is {@link io.syncline.odoo.OdooRecordSource}.
 */
@NullMarked
package io.syncline.odoo;

import org.jspecify.annotations.NullMarked;
