package io.syncline.service.memory;

import io.syncline.api.ModelName;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.run.WorkKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The last runs of each model, of all processes that share a metadata store, also of those that have ended. A document for each
 * model in the store; without shared documents, those of this process only. Runs that had nothing to do are written with the
 * next one that had, or ten at a time, so that an idle model costs next to nothing; a process that is killed loses those.
 * Thread-safe. Failures of the store cost nothing but history. Give it to a service as its listener.
 */
public final class RunHistory implements ServiceListener {

    private static final int MOST_IDLE = 10;

    private final Optional<SharedDocuments> documents;
    private final Supplier<String> scope;
    private final LongSupplier nanos;
    private final Map<ModelName, Known> models = new HashMap<>();

    /** What is known of a model. Guarded by itself. */
    private record Known(SharedText stored, List<RunRecord> unwritten) {

        List<RunRecord> all() {
            return ModelRuns.read(stored.latest()).with(unwritten).runs();
        }

        /** A store that cannot be written for long must not fill the memory. */
        void forgetOldest() {
            if (unwritten.size() > ModelRuns.MOST) {
                List<RunRecord> kept = ModelRuns.NONE.with(unwritten).runs();
                unwritten.clear();
                unwritten.addAll(kept);
            }
        }

        void write() {
            if (stored.change(text -> ModelRuns.read(text).with(unwritten).write())) {
                unwritten.clear();
            }
        }
    }

    private RunHistory(Optional<SharedDocuments> documents, Supplier<String> scope, LongSupplier nanos) {
        this.documents = documents;
        this.scope = scope;
        this.nanos = nanos;
    }

    /** The runs of this process. */
    public static RunHistory ofProcess() {
        return new RunHistory(Optional.empty(), () -> "", () -> 0);
    }

    /**
     * The runs of all processes that share a metadata store.
     *
     * @param store the store; if it keeps no shared documents, only runs of this process are known
     * @param scope the source and the sink, in any words that all those processes use
     * @param nanos nanoseconds since any fixed point
     */
    public static RunHistory in(MetadataStore store, Supplier<String> scope, LongSupplier nanos) {
        return new RunHistory(SharedName.documentsOf(store), scope, nanos);
    }

    private synchronized Known known(ModelName model) {
        return models.computeIfAbsent(
                model,
                name -> new Known(
                        new SharedText(documents, () -> SharedName.of("runs", scope.get(), name), nanos),
                        new ArrayList<>()));
    }

    /**
     * The last runs of a model, the oldest first; those of other processes are at most a minute old, and asked for only by
     * this.
     */
    public List<RunRecord> of(ModelName model) {
        Known known = known(model);
        synchronized (known) {
            return known.all();
        }
    }

    /** Adds a run; plans are none that belong here. */
    @Override
    public void ended(TrackedRun run) {
        if (run.descriptor().kind() != WorkKind.PLAN) {
            run.end().ifPresent(end -> add(run.descriptor().model(), RunRecord.of(run, end)));
        }
    }

    /** Adds a run that ended. */
    public void add(ModelName model, RunRecord run) {
        Known known = known(model);
        synchronized (known) {
            known.unwritten().add(run);
            if (!run.isIdle() || known.unwritten().size() >= MOST_IDLE) {
                known.write();
            }
            known.forgetOldest();
        }
    }

    /** Writes what is not written yet, before the process ends. */
    public void flush() {
        List<Known> all;
        synchronized (this) {
            all = List.copyOf(models.values());
        }
        for (Known known : all) {
            synchronized (known) {
                if (!known.unwritten().isEmpty()) {
                    known.write();
                }
            }
        }
    }
}
