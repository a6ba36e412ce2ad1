/** Guarded deletion of stale points. */
@NullMarked
package io.syncline.core.internal.cleanup;

import org.jspecify.annotations.NullMarked;
