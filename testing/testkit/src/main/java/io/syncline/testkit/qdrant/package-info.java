/** A real Qdrant server for tests: one that is given, a container, or the released binary as a process. */
@NullMarked
package io.syncline.testkit.qdrant;

import org.jspecify.annotations.NullMarked;
