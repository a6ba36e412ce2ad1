/**
 * What an application sees of Syncline: requests, reports, progress and value types.
 *
 * <p>Everything here is immutable and safe to share between threads unless a type says otherwise.
 */
@NullMarked
package io.syncline.api;

import org.jspecify.annotations.NullMarked;
