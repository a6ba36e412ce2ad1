/** Opens the adapters of a configuration, and an engine over them. */
@NullMarked
package io.syncline.cli.wiring;

import org.jspecify.annotations.NullMarked;
