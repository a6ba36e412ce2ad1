/** What reading from Odoo costs. */
@NullMarked
package io.syncline.benchmarks.odoo;

import org.jspecify.annotations.NullMarked;
