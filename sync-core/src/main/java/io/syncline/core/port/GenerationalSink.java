package io.syncline.core.port;

/**
 * A sink with several stores behind one name, of which one serves at a time. The state of runs holds for one store
 * only: the first run into another one reads every record, whatever was synced before.
 */
public interface GenerationalSink {

    /**
     * Names the store that {@link VectorSink#prepare} settled on.
     *
     * @return a name such as {@code records-g2}; permanent for one store, and never given to another one
     * @throws IllegalStateException if the sink is not prepared
     */
    String generation();
}
