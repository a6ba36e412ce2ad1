/** Measurements of searches that are limited by conditions. */
@NullMarked
package io.syncline.benchmarks.filters;

import org.jspecify.annotations.NullMarked;
