/**
 * A sync whose records are read, embedded and stored by many processes. One {@linkplain io.syncline.core.cluster.CoordinatedRun
 * coordinator} holds the lease, divides the listing into ranges of keys and grants them to workers; whatever carries the
 * messages between both, such as a distributed engine, implements {@link io.syncline.core.cluster.CoordinatorClient}.
 */
@NullMarked
package io.syncline.core.cluster;

import org.jspecify.annotations.NullMarked;
