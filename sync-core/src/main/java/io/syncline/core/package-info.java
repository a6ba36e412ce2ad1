/** The sync engine: start with {@link io.syncline.core.SyncEngine#builder()}. */
@NullMarked
@ValueStyle
package io.syncline.core;

import org.jspecify.annotations.NullMarked;
