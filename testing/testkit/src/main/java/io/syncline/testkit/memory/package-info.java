/**
 * Strict adapters in memory. They refuse every call that another adapter might fail on, so that mistakes of a caller
 * show early: use after {@code close}, use before {@code prepare}, too many ids, a limit that is not
 * positive, unknown fields, an interrupted thread.
 */
@NullMarked
package io.syncline.testkit.memory;

import org.jspecify.annotations.NullMarked;
