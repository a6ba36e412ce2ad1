/** Sync and plan. */
@NullMarked
package io.syncline.core.internal.sync;

import org.jspecify.annotations.NullMarked;
