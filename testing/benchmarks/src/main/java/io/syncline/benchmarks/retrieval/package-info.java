/** Which records a search finds, by questions with known answers. */
@NullMarked
package io.syncline.benchmarks.retrieval;

import org.jspecify.annotations.NullMarked;
