/** The configuration file: read strictly, so that every mistake is named with its key and line. */
@NullMarked
package io.syncline.cli.config;

import org.jspecify.annotations.NullMarked;
