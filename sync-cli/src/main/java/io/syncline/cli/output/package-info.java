/** The output of commands: lines, a status line and JSON. */
@NullMarked
package io.syncline.cli.output;

import org.jspecify.annotations.NullMarked;
