/** Comparison of source and sink, and repair. */
@NullMarked
package io.syncline.core.internal.verify;

import org.jspecify.annotations.NullMarked;
