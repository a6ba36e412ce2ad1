/** The long-running process: what it serves, and what happens when its configuration is read again. */
@NullMarked
package io.syncline.cli.serve;

import org.jspecify.annotations.NullMarked;
