/** A server that speaks Odoo's external API from memory, and one that misbehaves on purpose. */
@NullMarked
package io.syncline.testkit.odoo;

import org.jspecify.annotations.NullMarked;
