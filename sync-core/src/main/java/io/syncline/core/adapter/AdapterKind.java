package io.syncline.core.adapter;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import java.util.List;

/**
 * A kind of adapters, by the port that they implement.
 *
 * @param <P> the port
 */
public final class AdapterKind<P extends AutoCloseable> {

    /** Where records come from. */
    public static final AdapterKind<RecordSource> SOURCE = new AdapterKind<>("source", RecordSource.class);

    /** What turns texts into vectors. */
    public static final AdapterKind<Embedder> EMBEDDER = new AdapterKind<>("embedder", Embedder.class);

    /** Where vectors are stored. */
    public static final AdapterKind<VectorSink> SINK = new AdapterKind<>("sink", VectorSink.class);

    /** Where the state of runs is stored. */
    public static final AdapterKind<MetadataStore> STATE = new AdapterKind<>("state", MetadataStore.class);

    /** All kinds, in the order of a configuration. */
    public static final List<AdapterKind<?>> ALL = List.of(SOURCE, EMBEDDER, SINK, STATE);

    private final String section;
    private final Class<P> port;

    private AdapterKind(String section, Class<P> port) {
        this.section = section;
        this.port = port;
    }

    /** The section of a configuration that describes an adapter of this kind. */
    public String section() {
        return section;
    }

    /** The port. */
    public Class<P> port() {
        return port;
    }

    @Override
    public String toString() {
        return section;
    }
}
