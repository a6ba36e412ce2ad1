/** A listing that is divided between workers: ranges and grants at the coordinator, the work on one grant at a worker. */
@NullMarked
package io.syncline.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
