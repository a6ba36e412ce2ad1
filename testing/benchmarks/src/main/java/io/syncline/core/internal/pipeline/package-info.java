/** What benchmarks need of the package of the same name in {@code sync-core}. */
@NullMarked
package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.NullMarked;
