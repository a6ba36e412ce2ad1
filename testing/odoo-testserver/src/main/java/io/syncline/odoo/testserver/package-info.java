/** A server that speaks Odoo's external API from memory, and one that misbehaves on purpose. */
@NullMarked
package io.syncline.odoo.testserver;

import org.jspecify.annotations.NullMarked;
