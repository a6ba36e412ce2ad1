/** A real Qdrant server for tests: a given one, a container, or the released binary as a process. */
@NullMarked
package io.syncline.testkit.qdrant;

import org.jspecify.annotations.NullMarked;
