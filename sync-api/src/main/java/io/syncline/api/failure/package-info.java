/**
 * The failures of Syncline, classed by what is known after them, because that decides what may be done next.
 */
@NullMarked
package io.syncline.api.failure;

import org.jspecify.annotations.NullMarked;
