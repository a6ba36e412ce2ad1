/**
 * Writes the libraries of the command line anew, so that Java starts them in a moment. Used by the build only. See
 * {@code docs/adr/0019-a-start-in-a-moment.md}.
 */
@NullMarked
package io.syncline.cli.quick;

import org.jspecify.annotations.NullMarked;
