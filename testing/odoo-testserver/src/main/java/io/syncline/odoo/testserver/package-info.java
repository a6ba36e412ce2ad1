/** A server that implements Odoo's external API in memory, and one that sends hostile answers. */
@NullMarked
package io.syncline.odoo.testserver;

import org.jspecify.annotations.NullMarked;
