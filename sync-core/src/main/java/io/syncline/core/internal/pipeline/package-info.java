/** The way from a page of records to durable points. */
@NullMarked
package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.NullMarked;
