/**
 * Records that somebody says were changed or deleted: {@code TouchDocument} keeps them as {@code TouchedRecords} in the
 * metadata store, written as {@code TouchFormat} says.
 */
@NullMarked
package io.syncline.core.internal.touch;

import org.jspecify.annotations.NullMarked;
