package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.SinkMark;

/** A fault of the engine, simulated at its ports. */
interface PlantedFault {

    /** No fault. */
    PlantedFault NONE = new PlantedFault() {};

    /** The source as a faulty engine would use it. */
    default RecordSource source(SimRun run, SimWorld world, RecordSource source) {
        return source;
    }

    /** The embedder as a faulty engine would use it. */
    default Embedder embedder(SimRun run, SimWorld world, Embedder embedder) {
        return embedder;
    }

    /** The sink as a faulty engine would use it. */
    default VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
        return sink;
    }

    /** The metadata store as a faulty engine would use it. */
    default MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
        return store;
    }

    /** What a state is filed under. */
    default StateKey stateKey(StateKey key) {
        return key;
    }

    /** The mark that an engine finds in the sink of a route; 0 if there is none. */
    default long mark(SimRoute route) {
        return route.sink.collection.mark(route.key()).map(SinkMark::value).orElse(0L);
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
