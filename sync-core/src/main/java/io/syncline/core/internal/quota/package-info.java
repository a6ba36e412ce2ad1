/** Admission of requests to the embedder, within its quota. */
@NullMarked
package io.syncline.core.internal.quota;

import org.jspecify.annotations.NullMarked;
