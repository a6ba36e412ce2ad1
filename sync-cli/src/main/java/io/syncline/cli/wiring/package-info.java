/** Turns a configuration into adapters and an engine. The only place that knows which adapters there are. */
@NullMarked
package io.syncline.cli.wiring;

import org.jspecify.annotations.NullMarked;
