/** What people and programs see: lines, a progress bar, and JSON. */
@NullMarked
package io.syncline.cli.output;

import org.jspecify.annotations.NullMarked;
