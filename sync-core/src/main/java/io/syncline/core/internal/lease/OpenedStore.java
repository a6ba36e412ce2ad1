package io.syncline.core.internal.lease;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkIdentity;

/**
 * The store that a run has opened. Behind the same sink there may be another one meanwhile.
 *
 * @param sink leads to it
 * @param identity which one it is
 */
record OpenedStore(VectorSink sink, SinkIdentity identity) {}
