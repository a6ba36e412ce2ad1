package io.syncline.qdrant;

import io.syncline.core.port.vector.SinkSchema;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The collection that a sink uses from one preparation to the next. Thread-safe. */
final class ResolvedCollection {

    private final CollectionSetup setup;
    private final String sink;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Target prepared;
    private volatile @Nullable Target attached;

    /**
     * None yet.
     *
     * @param sink names the sink in messages
     */
    ResolvedCollection(CollectionSetup setup, String sink) {
        this.setup = setup;
        this.sink = sink;
    }

    /** Resolves the name for a writer. */
    Target prepare(SinkSchema schema) {
        return use(alone(() -> setup.prepare(schema)));
    }

    /** Resolves the name for a reader. */
    Target open(SinkSchema schema) {
        return use(setup.open(schema, prepared));
    }

    private Target use(Target target) {
        prepared = target;
        return target;
    }

    /** Enables indexing if the preparation has deferred it. */
    void loaded() {
        prepared = setup.loaded(required());
    }

    /** Ends an active bulk load; nothing is resolved any more. */
    void close() {
        Target target = prepared;
        if (target != null && target.bulkLoading()) {
            setup.tryToEndBulkLoad(target);
        }
        prepared = null;
    }

    /** What was prepared or opened. */
    Optional<Target> resolved() {
        return Optional.ofNullable(prepared);
    }

    /**
     * What was prepared or opened.
     *
     * @throws IllegalStateException if nothing was, or the sink is closed
     */
    Target required() {
        Target target = prepared;
        if (target == null) {
            throw new IllegalStateException(sink + " is closed, or neither prepared nor opened");
        }
        return target;
    }

    /** What a search and a look at a mark require: a collection, no preparation. */
    Target searchable() {
        Target target = prepared == null ? attached : prepared;
        if (target == null) {
            target = setup.attach();
            attached = target;
        }
        return target;
    }

    /** Runs what the server cannot do atomically, so that threads of the sink do not disturb each other. */
    <T> T alone(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
