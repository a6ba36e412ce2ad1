/**
 * Measurements: {@link io.syncline.benchmarks.Main} runs harnesses, each of which writes its results to a section of
 * {@code docs/benchmarks.md}; JMH runs the classes with its annotations.
 */
@NullMarked
package io.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
