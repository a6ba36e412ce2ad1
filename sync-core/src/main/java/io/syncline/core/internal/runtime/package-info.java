/** The engine's event loop, retries and clocks. */
@NullMarked
package io.syncline.core.internal.runtime;

import org.jspecify.annotations.NullMarked;
