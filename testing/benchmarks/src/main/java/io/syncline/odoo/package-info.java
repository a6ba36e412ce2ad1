/** What benchmarks need of the package of the same name in {@code odoo-adapter}. */
@NullMarked
package io.syncline.odoo;

import org.jspecify.annotations.NullMarked;
