/** Shows texts as a sync would embed them. */
@NullMarked
package io.syncline.core.internal.preview;

import org.jspecify.annotations.NullMarked;
