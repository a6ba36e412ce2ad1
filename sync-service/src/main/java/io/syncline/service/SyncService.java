package io.syncline.service;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SignalRelay;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.ChangeSignals;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.Admission;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunDescriptor;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.RunWork;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.run.TrackedRun;
import io.syncline.service.run.WorkKind;
import io.syncline.service.schedule.ModelSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps models in sync: each is synced once at the start and then by its schedule, sooner when somebody says that records
 * changed. Several models are worked on at a time, each by one run; what is missed while all are busy, or while nothing ran, is
 * caught up once. Several services may share one metadata store: they share the work, and leases keep them apart.
 *
 * <p>Start with {@link #builder()}. Thread-safe. The engine is not closed by the service.
 */
public final class SyncService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");

    /** Runs that people ask for beside those of the schedules. */
    private static final int EXTRA_RUNS = 4;

    /** An engine reads no touched record a second time before: its transaction may not be committed yet. */
    private static final Duration LEAST_SECOND_LOOK = Duration.ofSeconds(30);

    private final Parts parts;
    private final EngineRuns work;
    private final Optional<ExecutorService> own;
    private final Executor executor;
    private final RunRegistry runs;
    private final Health health;
    private final ChangeProbes probes;
    private final Optional<SignalLoop> signals;
    private final ServicePhase phase = new ServicePhase();
    private volatile Scheduler scheduler;

    record Parts(
            SyncEngine engine,
            ServiceSettings settings,
            RunProgressListener progress,
            ScheduleMemory memory,
            ServiceListener listener,
            Optional<ChangeSignals> signals,
            ServiceTime time,
            Optional<Executor> executor,
            RandomGenerator random) {}

    SyncService(Parts parts) {
        this.parts = parts;
        this.own = parts.executor().isPresent() ? Optional.empty() : Optional.of(ServiceThreads.start());
        this.executor = parts.executor().orElseGet(own::orElseThrow);
        this.probes = new ChangeProbes(
                parts.engine(),
                parts.time(),
                parts.settings().models().keySet(),
                model -> forward(model, Duration.ZERO));
        this.health = new Health(parts.engine(), parts.time(), probes);
        this.signals = parts.signals()
                .map(given -> new SignalLoop(
                        new SignalRelay(parts.engine(), given, LOG::warn), parts.time(), this::signalled));
        this.work = new EngineRuns(parts.engine(), parts.progress(), parts.settings());
        this.runs = new RunRegistry(
                executor, parts.time(), parts.settings().maxRuns() + EXTRA_RUNS, SyncService::unexpected, observer());
        this.scheduler = newScheduler();
    }

    private Scheduler newScheduler() {
        return new Scheduler(
                Agenda.of(parts.settings(), parts.random(), parts.time().now()),
                new Scheduler.Parts(work, runs, parts.memory(), parts.time(), executor),
                parts.settings().secondLook());
    }

    private static EndedRun unexpected(RuntimeException failure) {
        LOG.error("A run failed with an internal error", failure);
        return new EndedRun.Unreported(RunOutcome.FAILED, "Internal error; the log has the details");
    }

    private RunRegistry.Observer observer() {
        return new RunRegistry.Observer() {
            @Override
            public void started(TrackedRun run) {
                if (run.descriptor().kind() == WorkKind.SYNC) {
                    probes.began(run.descriptor().model());
                }
                parts.listener().started(run);
            }

            @Override
            public void ended(TrackedRun run, EndedRun end) {
                if (run.descriptor().kind() == WorkKind.SYNC) {
                    synced(run.descriptor().model(), end);
                } else {
                    health.changed(run.descriptor().model());
                }
                scheduler.wake();
                parts.listener().ended(run);
            }
        };
    }

    private void synced(ModelName model, EndedRun end) {
        health.synced(model, end.outcome(), problem(end));
        if (end instanceof EndedRun.Synced synced && synced.report().success()) {
            scheduler.recovered(model);
            lookAgain(synced.report());
        }
        if (end.outcome() != RunOutcome.FAILED && end.outcome() != RunOutcome.REFUSED_IN_PROGRESS) {
            probes.ended(model); // to repeat what was refused or cancelled is left to the schedule
        }
    }

    /** Also of records that were signalled to a process which has ended: nobody else knows that they are to be read once more. */
    private void lookAgain(SyncReport report) {
        if (report.recordsTouched() > 0) {
            Duration wait = parts.settings().secondLook();
            Instant at = parts.time().now().plus(wait.compareTo(LEAST_SECOND_LOOK) < 0 ? LEAST_SECOND_LOOK : wait);
            scheduler.lookAgain(report.model(), at);
        }
    }

    private static Optional<String> problem(EndedRun end) {
        if (end instanceof EndedRun.Synced synced) {
            return synced.report().errors().stream().findFirst();
        }
        return end instanceof EndedRun.Unreported unreported ? Optional.of(unreported.problem()) : Optional.empty();
    }

    /**
     * Begins to work, also after it was stopped. Returns at once.
     *
     * @throws IllegalStateException if it was started before and not stopped, or cannot be {@linkplain #reopen() reopened}
     */
    public synchronized void start() {
        reopen();
        phase.start();
        scheduler.announce();
        executor.execute(scheduler::run);
        parts.settings().probe().ifPresent(period -> executor.execute(probes.loop(period)));
        signals.ifPresent(loop -> executor.execute(loop::run));
    }

    /**
     * Lets runs be started again after {@link #stop()} or {@link #drain()}; the schedules wait for {@link #start()}. Does nothing
     * if it was not stopped.
     *
     * @throws IllegalStateException if it was closed, or takes signals of a database, which ended when it was stopped
     */
    public synchronized void reopen() {
        if (phase.reopen(signals.isEmpty())) {
            runs.reopen();
            scheduler = newScheduler(); // a call that hangs may hold up the one before
        }
    }

    /**
     * Notes records that somebody says were changed or deleted, as {@link SyncEngine#touch} does, and syncs their model soon
     * after. When this returns, they outlast the process.
     *
     * @param model the model
     * @param ids the records; if there are none, the model is only synced
     * @throws IllegalArgumentException if the model is none of the service
     * @throws io.syncline.api.failure.SyncException if they could not be kept; the model is synced soon nevertheless
     */
    public void touch(ModelName model, Collection<RecordId> ids) {
        if (!parts.settings().models().containsKey(model)) {
            throw new IllegalArgumentException("The model " + model + " is none of this service");
        }
        try {
            if (!ids.isEmpty()) {
                parts.engine().touch(model, ids);
            }
        } finally {
            signalled(model);
        }
    }

    /** Models of other services may be signalled too. */
    private void signalled(ModelName model) {
        forward(model, parts.settings().settle());
        if (parts.settings().models().containsKey(model)) {
            parts.listener().signalled(model);
        }
    }

    private void forward(ModelName model, Duration after) {
        scheduler.signal(model, parts.time().now().plus(after));
    }

    /**
     * Starts a sync now, unless a run of the model is in progress in this process.
     *
     * @param session who asked for it
     */
    public Admission sync(SyncRequest request, String session) {
        return start(new RunDescriptor(WorkKind.SYNC, request.model(), session), work.sync(request));
    }

    /** Starts a cleanup now, as {@link #sync} does. */
    public Admission cleanup(CleanupRequest request, String session) {
        return start(new RunDescriptor(WorkKind.CLEANUP, request.model(), session), work.cleanup(request));
    }

    /** Starts a comparison now, as {@link #sync} does. */
    public Admission verify(VerifyRequest request, String session) {
        return start(new RunDescriptor(WorkKind.VERIFY, request.model(), session), work.verify(request));
    }

    private Admission start(RunDescriptor descriptor, RunWork run) {
        return runs.start(descriptor, run);
    }

    /** The runs of this process, those in progress and the last that ended. */
    public RunRegistry runs() {
        return runs;
    }

    /** What time it is. */
    public Instant now() {
        return parts.time().now();
    }

    /** Why the signals of the database are not taken now; empty if they are, if nobody knows yet, or if there are none. */
    public Optional<String> signalsProblem() {
        return signals.flatMap(SignalLoop::problem);
    }

    /** The settings. */
    public ServiceSettings settings() {
        return parts.settings();
    }

    /**
     * How the models are, in the order of the settings. Asks the stores if a run has ended since, or some seconds have passed.
     *
     * @throws io.syncline.api.failure.SyncException if the metadata store cannot be read
     */
    public List<ModelHealth> health() {
        return parts.settings().models().entrySet().stream()
                .map(entry -> health(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * How a model is.
     *
     * @return empty if it is none of the service
     * @throws io.syncline.api.failure.SyncException if the metadata store cannot be read
     */
    public Optional<ModelHealth> health(ModelName model) {
        Map<ModelName, ModelSchedule> models = parts.settings().models();
        return Optional.ofNullable(models.get(model)).map(schedule -> health(model, schedule));
    }

    private ModelHealth health(ModelName model, ModelSchedule schedule) {
        return health.of(model, schedule, scheduler.next(model));
    }

    /** Begins nothing more, and asks the runs in progress to save what is in flight and end. Returns at once. */
    public void stop() {
        phase.stop();
        scheduler.stop();
        probes.stop();
        signals.ifPresent(SignalLoop::stop);
        runs.stop();
    }

    /**
     * Stops, and waits until the runs have given back their leases, as long as the settings say. All calls together wait no longer
     * than one.
     *
     * @return the runs that are in progress still: a system does not answer them, and their leases expire
     */
    public List<TrackedRun> drain() {
        stop();
        List<TrackedRun> left = runs.close(drainLeft());
        if (left.isEmpty()) { // their ends may have to be noted still
            scheduler.awaitEnd(drainLeft());
        }
        return left;
    }

    private Duration drainLeft() {
        return phase.left(parts.settings().drain(), parts.time().nanos());
    }

    /** Stops and waits as {@link #drain()} does. Closing again does nothing. */
    @Override
    public void close() {
        drain();
        phase.close();
        own.ifPresent(ExecutorService::shutdown);
    }

    /** Starts to build a service. */
    public static SyncServiceBuilder builder() {
        return new SyncServiceBuilder();
    }
}
