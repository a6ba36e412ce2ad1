package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RecordId;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.StateKey;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Reads the status of models from the metadata store. Thread-safe. */
final class StatusReader {

    private final MetadataStore store;
    private final UnaryOperator<ActiveRun> liveView;

    StatusReader(MetadataStore store, UnaryOperator<ActiveRun> liveView) {
        this.store = store;
        this.liveView = liveView;
    }

    Optional<ActiveRun> active(ModelName model) {
        StateAccess access = access(model);
        return active(access, access.read().state());
    }

    private StateAccess access(ModelName model) {
        return new StateAccess(store, new StateKey(model));
    }

    private Optional<ActiveRun> active(StateAccess access, ModelState state) {
        return state.lease()
                .filter(lease -> LeaseManager.isValid(lease, access.now()))
                .map(lease -> liveView.apply(LeaseManager.describe(access.key(), lease)));
    }

    List<ActiveRun> active() {
        return new TreeSet<>(store.models())
                .stream().flatMap(model -> active(model).stream()).toList();
    }

    List<ModelStatus> all() {
        return new TreeSet<>(store.models()).stream().map(this::status).toList();
    }

    ModelStatus status(ModelName model) {
        StateAccess access = access(model);
        ModelState state = access.read().state();
        ModelStatus.Builder status = ModelStatus.builder()
                .model(model)
                .lastSync(state.lastSync())
                .recordsSynced(state.recordsSynced())
                .failedRecords(access.failureCount())
                .checkpoint(state.checkpoint()
                        .map(Checkpoint::cursor)
                        .filter(cursor -> cursor > 0)
                        .map(RecordId::of))
                .activeRun(active(access, state));
        state.lastSync().ifPresent(end -> status.lastDuration(state.syncDuration()));
        return status.build();
    }
}
