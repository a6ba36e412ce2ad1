/**
 * The types that applications use: requests, reports, progress and values.
 *
 * <p>Everything here is immutable and safe to share between threads unless a type says otherwise.
 */
@NullMarked
package io.syncline.api;

import org.jspecify.annotations.NullMarked;
