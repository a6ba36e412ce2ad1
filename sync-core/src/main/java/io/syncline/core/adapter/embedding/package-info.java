/** Embedders over models of other libraries, whose limits the caller declares. */
@NullMarked
package io.syncline.core.adapter.embedding;

import org.jspecify.annotations.NullMarked;
