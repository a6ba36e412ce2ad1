/** Reads the configuration file; every mistake is named with its file, line and key. */
@NullMarked
package io.syncline.cli.config;

import org.jspecify.annotations.NullMarked;
