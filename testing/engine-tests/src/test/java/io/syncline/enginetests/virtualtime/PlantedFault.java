package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;

/** A fault of the engine, simulated at its ports. */
interface PlantedFault {

    /** No fault. */
    PlantedFault NONE = new PlantedFault() {};

    /** The source as a faulty engine would use it. */
    default RecordSource source(SimRun run, SimWorld world, RecordSource source) {
        return source;
    }

    /** The sink as a faulty engine would use it. */
    default VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
        return sink;
    }

    /** The metadata store as a faulty engine would use it. */
    default MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
        return store;
    }

    /** Whether runs write without checking their lease. */
    default boolean trustsItsLease() {
        return false;
    }

    /** Whether cleanups are not limited. */
    default boolean ignoresLimits() {
        return false;
    }
}
