/** A source of Flink whose enumerator coordinates a sync and whose readers are its workers. */
@NullMarked
package io.syncline.flink.internal;

import org.jspecify.annotations.NullMarked;
