package io.syncline.core;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.FailedRecord;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.internal.touch.TouchedRecords;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.LastCleanup;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads the status of models from the metadata store, as far as it is that of this source in this sink. Opens the sink to
 * find out which one it is, and creates none; if it cannot be reached, the state that was saved last is shown. Thread-safe.
 */
final class StatusReader {

    private final Ports ports;
    private final Duration leaseTtl;
    private final UnaryOperator<ActiveRun> liveView;

    /**
     * A reader.
     *
     * @param leaseTtl how long a lease is valid
     * @param liveView replaces the stored progress of a run by what this process knows
     */
    StatusReader(Ports ports, Duration leaseTtl, UnaryOperator<ActiveRun> liveView) {
        this.ports = ports;
        this.leaseTtl = leaseTtl;
        this.liveView = liveView;
    }

    /** The run of a model; empty if there is no store, since a run opens one first. */
    Optional<ActiveRun> active(ModelName model) {
        try {
            return active(access(model, sink()));
        } catch (MissingStoreException e) {
            return Optional.empty();
        }
    }

    /** The runs of all models; none if there is no store. */
    List<ActiveRun> active() {
        try {
            SinkIdentity sink = sink();
            return ports.metadata().keys().stream()
                    .filter(key ->
                            key.isUnassigned() || key.belongsTo(ports.source().name(), sink))
                    .map(StateKey::model)
                    .distinct()
                    .sorted()
                    .flatMap(model -> active(access(model, sink)).stream())
                    .toList();
        } catch (MissingStoreException e) {
            return List.of();
        }
    }

    private Optional<ActiveRun> active(StateAccess access) {
        return active(access, access.read().state());
    }

    /** The run that excludes others: one of this key, or of an earlier version, which did not record source and sink. */
    private Optional<ActiveRun> active(StateAccess access, ModelState state) {
        return valid(access, state)
                .or(() -> valid(access, access.unassigned()))
                .map(lease -> liveView.apply(LeaseManager.describe(access.key(), lease)));
    }

    private Optional<Lease> valid(StateAccess access, ModelState state) {
        return state.lease().filter(lease -> lease.isValidAt(access.now(), leaseTtl));
    }

    List<ModelStatus> all() {
        try {
            SinkIdentity sink = sink();
            Map<ModelName, Long> stored = stored();
            return models(sink)
                    .map(model -> status(access(model, sink), stored(stored, model)))
                    .toList();
        } catch (TransientException unreachable) {
            return saved().stream()
                    .map(model -> withoutSink(model, unreachable))
                    .toList();
        }
    }

    ModelStatus status(ModelName model) {
        try {
            return status(access(model, sink()), stored(stored(), model));
        } catch (TransientException unreachable) {
            return withoutSink(model, unreachable);
        }
    }

    private Stream<StateKey> keys() {
        return ports.metadata().keys().stream()
                .filter(key -> key.source().equals(ports.source().name()));
    }

    /** The models of this source that have a state, without asking the sink for records; of any sink if it cannot be reached. */
    List<ModelName> models() {
        try {
            return models(sink()).toList();
        } catch (TransientException unreachable) {
            return saved();
        }
    }

    private List<ModelName> saved() {
        return keys().map(StateKey::model).distinct().sorted().toList();
    }

    /** The state that was saved last: which sink is configured shows only when it answers. */
    private ModelStatus withoutSink(ModelName model, TransientException unreachable) {
        StateAccess latest = keys().filter(key -> key.model().equals(model))
                .map(key -> new StateAccess(ports.metadata(), key))
                .max(Comparator.comparing(
                        access -> access.read().state().lastSync().orElse(Instant.EPOCH)))
                .orElseThrow(() -> unreachable);
        return saved(latest)
                .recordsStored(0)
                .sinkProblem(unreachable.getMessage())
                .build();
    }

    /** What the sink holds of each model of this source. */
    private Map<ModelName, Long> stored() {
        Map<ModelName, Long> stored = new HashMap<>();
        if (ports.sink() instanceof SourceCatalog catalog) {
            catalog.contents().stream()
                    .filter(content ->
                            content.key().source().equals(ports.source().name()))
                    .forEach(content -> stored.put(content.key().model(), content.records()));
        }
        return stored;
    }

    private long stored(Map<ModelName, Long> stored, ModelName model) {
        return ports.sink() instanceof SourceCatalog
                ? stored.getOrDefault(model, 0L)
                : ports.sink().count(new ModelKey(ports.source().name(), model));
    }

    private ModelStatus status(StateAccess access, long stored) {
        return saved(access).recordsStored(stored).build();
    }

    /** What the metadata store knows. */
    private ModelStatus.Builder saved(StateAccess access) {
        ModelState state = access.read().state();
        Optional<TouchedRecords> touched = access.touches().map(TouchDocument::read);
        ModelStatus.Builder status = ModelStatus.builder()
                .model(access.key().model())
                .lastSync(state.lastSync())
                .recordsSynced(state.recordsSynced())
                .lastRun(lastRun(access, state))
                .failedRecords(access.failureCount())
                .touchedRecords(touched.map(records -> records.ids().size()).orElse(0))
                .tooManyTouched(touched.map(TouchedRecords::isOverflowing).orElse(false))
                .watermark(state.watermark())
                .unfinished(state.checkpoint().isPresent())
                .lastCleanup(state.lastCleanup().map(LastCleanup::endedAt))
                .checkpoint(state.checkpoint()
                        .map(Checkpoint::cursor)
                        .filter(cursor -> !cursor.isStart() && !cursor.isEnd())
                        .map(Cursor::id))
                .activeRun(active(access, state));
        state.lastSync().ifPresent(end -> status.lastDuration(state.syncDuration()));
        return status;
    }

    /** A lease that has expired is all that a killed run leaves. */
    private Optional<LastRun> lastRun(StateAccess access, ModelState state) {
        return state.lease()
                .filter(lease -> !lease.isValidAt(access.now(), leaseTtl))
                .map(lease -> new LastRun(
                        lease.kind(),
                        RunOutcome.FAILED,
                        lease.renewedAt().orElse(lease.startedAt()),
                        Optional.of("its process ended or lost the metadata store (" + lease.owner() + ")")))
                .or(state::lastRun);
    }

    /**
     * Keeps records for the next sync; none of a model without a state, since its first sync reads all records. Collections
     * that are being built, and those that one may return to, get them as well.
     *
     * @throws SetupException if the metadata store cannot keep them
     */
    void touch(ModelName model, Collection<RecordId> ids) {
        if (!(ports.metadata() instanceof SharedDocuments)) {
            throw new SetupException("The metadata store does not support shared documents, so it cannot keep touched"
                    + " records. Use another store, or let syncs find changes");
        }
        List<StateKey> synced = keys().filter(key -> key.model().equals(model) && !key.isUnassigned())
                .toList();
        if (synced.isEmpty()) {
            LOG.debug("Records of {}, which was never synced, were touched", model);
            return;
        }
        Instant now = ports.metadata().now();
        synced.forEach(
                key -> new StateAccess(ports.metadata(), key).touches().ifPresent(document -> document.add(ids, now)));
    }

    List<FailedRecord> failures(ModelName model, Cursor after, int limit) {
        return access(model, sink()).failures(after, limit);
    }

    /** Asks the catalog if the sink has one: which store it is does not depend on the embedder. */
    private SinkIdentity sink() {
        return ports.sink() instanceof SourceCatalog catalog ? catalog.identity() : Preparation.open(ports);
    }

    private Stream<ModelName> models(SinkIdentity sink) {
        return ports.metadata().keys().stream()
                .filter(key -> key.belongsTo(ports.source().name(), sink))
                .map(StateKey::model)
                .sorted();
    }

    private StateAccess access(ModelName model, SinkIdentity sink) {
        return StateAccess.of(ports.metadata(), new ModelKey(ports.source().name(), model), sink);
    }
}
