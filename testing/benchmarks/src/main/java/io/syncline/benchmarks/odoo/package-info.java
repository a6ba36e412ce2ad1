/** The cost of decoding Odoo's answers. */
@NullMarked
package io.syncline.benchmarks.odoo;

import org.jspecify.annotations.NullMarked;
