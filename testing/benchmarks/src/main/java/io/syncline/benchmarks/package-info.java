/**
 * Measurements: {@link io.syncline.benchmarks.Main} runs harnesses, each of which tells what it measured as a section of
 * {@code docs/benchmarks.md}; JMH runs what bears its annotations.
 */
@NullMarked
package io.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
