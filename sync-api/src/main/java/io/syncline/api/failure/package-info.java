/**
 * The failures of Syncline, classified by what is known after them, since that determines what may be done next.
 */
@NullMarked
package io.syncline.api.failure;

import org.jspecify.annotations.NullMarked;
