package io.syncline.service.simulation;

import io.syncline.api.ActiveRun;
import io.syncline.api.ChangeSign;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.cluster.Cluster;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine whose runs take the time of a world and nothing else. */
final class SimulatedEngine implements SyncEngine {

    private final SimulatedProcess process;
    private final World world;

    SimulatedEngine(SimulatedProcess process, World world) {
        this.process = process;
        this.world = world;
    }

    @Override
    public SyncReport sync(SyncRequest request) {
        Instant start = world.time.now();
        RunOutcome outcome = world.run(process, request.model(), ScheduledWork.SYNC);
        boolean read = outcome == RunOutcome.COMPLETED;
        return SyncReport.builder()
                .model(request.model())
                .syncType(SyncType.INCREMENTAL)
                .outcome(outcome)
                .recordsTouched(read ? world.readTouched(request.model(), start) : 0)
                .build();
    }

    @Override
    public SyncRun start(SyncRequest request) {
        return new SyncRun() {
            @Override
            public ModelName model() {
                return request.model();
            }

            @Override
            public RunProgress progress() {
                return RunProgress.of(request.model(), 0, 0, Duration.ZERO);
            }

            @Override
            public void cancel() {}

            @Override
            public CompletionStage<SyncReport> report() {
                return new CompletableFuture<>();
            }

            @Override
            public SyncReport await() {
                return sync(request);
            }
        };
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        return CleanupReport.builder()
                .model(request.model())
                .dryRun(false)
                .outcome(world.run(process, request.model(), ScheduledWork.CLEANUP))
                .build();
    }

    @Override
    public VerifyReport verify(VerifyRequest request) {
        return VerifyReport.builder()
                .model(request.model())
                .outcome(world.run(process, request.model(), ScheduledWork.VERIFY))
                .build();
    }

    @Override
    public void cancelRuns() {}

    @Override
    public void touch(ModelName model, Collection<RecordId> ids) {
        world.touch(model);
    }

    @Override
    public Optional<ChangeSign> probe(ModelName model) {
        return Optional.of(new ChangeSign("change " + world.changes, 0));
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordExplanation explain(ModelName model, RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean inProgress(ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ActiveRun> activeRuns() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelStatus status(ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelStatus> statuses() {
        return List.of();
    }

    @Override
    public List<ModelName> models() {
        return List.of();
    }

    @Override
    public List<FailedRecord> failures(ModelName model, Cursor after, int limit) {
        return List.of();
    }

    @Override
    public List<SourceContent> sources() {
        return List.of();
    }

    @Override
    public List<SourceContent> renameSource(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SourceContent> dropSource(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SearchHit> search(SearchRequest request) {
        return List.of();
    }

    @Override
    public Cluster cluster() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
