package io.syncline.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sync on a cluster, which this process submits and follows. Confined to one thread, but for {@link #cancel()}. */
public final class SubmittedSync {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
    private static final String CANCELLING = "CANCELLING";

    private final JobManager manager;
    private final ModelName model;
    private final Program program;
    private final String job;
    private final JobProgress progress;
    private RunProgress last;
    private volatile boolean cancelled;

    private SubmittedSync(JobManager manager, ModelName model, Program program, String job) {
        this.manager = manager;
        this.model = model;
        this.program = program;
        this.job = job;
        this.progress = new JobProgress(manager, model, job);
        this.last = progress.none();
    }

    /**
     * What to run.
     *
     * @param jar has the program
     * @param arguments of the program
     * @param parallelism the number of workers
     */
    public record Program(Path jar, List<String> arguments, int parallelism) {}

    /**
     * How long to wait for a JobManager.
     *
     * @param unreachable one that does not answer, as while it is restarted
     * @param recovery one that does not know the job; it may recover its jobs a little after its restart
     */
    public record Patience(Duration unreachable, Duration recovery) {}

    /**
     * Submits a sync.
     *
     * @throws JobManagerException if the cluster refuses it
     */
    public static SubmittedSync submit(JobManager manager, ModelName model, Program program) {
        String uploaded = manager.upload(program.jar());
        try {
            String job = manager.run(uploaded, program.arguments(), program.parallelism());
            return new SubmittedSync(manager, model, program, job);
        } finally {
            remove(manager, uploaded);
        }
    }

    private static void remove(JobManager manager, String jar) {
        try {
            manager.remove(jar);
        } catch (JobManagerException e) {
            // a jar that stays takes room on the JobManager, no more
        }
    }

    /** The id of the job. */
    public String job() {
        return job;
    }

    /** Asks for the end of the job; {@link #await} sends the request. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Waits for the end of the job.
     *
     * @param patience with the JobManager
     * @param listener is told of the progress
     * @return how the sync ended
     * @throws JobManagerException if the JobManager is unreachable for longer, and the job may go on, or if it does not know the
     *     job any more
     */
    public SyncReport await(Patience patience, SyncListener listener) throws InterruptedException {
        long reached = System.nanoTime();
        while (true) {
            try {
                JsonNode found = manager.job(job);
                String state = found.path("state").asText();
                if (ENDED.contains(state)) {
                    return report(state);
                }
                reached = System.nanoTime();
                if (cancelled && !state.equals(CANCELLING)) {
                    manager.cancel(job);
                }
                progress.of(found).ifPresent(now -> {
                    last = now;
                    listener.progressed(now);
                });
            } catch (JobManagerException e) {
                throwIfLost(e, Duration.ofNanos(System.nanoTime() - reached), patience);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void throwIfLost(JobManagerException failure, Duration since, Patience patience) {
        if (failure.kind() == JobManagerException.Kind.UNKNOWN && since.compareTo(patience.recovery()) > 0) {
            throw new JobManagerException(
                    "The JobManager does not know job " + job + " any more; it was restarted without high availability."
                            + " Run the same command again to resume",
                    JobManagerException.Kind.UNKNOWN);
        }
        if (since.compareTo(patience.unreachable()) > 0) {
            throw failure;
        }
    }

    private SyncReport report(String state) {
        return switch (state) {
            case "FINISHED" -> finished();
            case "FAILED" -> failed();
            default -> without(RunOutcome.CANCELLED, List.of(), Optional.empty());
        };
    }

    private SyncReport finished() {
        for (JsonNode accumulator : manager.accumulators(job).path("user-task-accumulators")) {
            String value = accumulator.path("value").asText();
            if (accumulator.path("name").asText().equals("syncline.report") && value.contains("{")) {
                return ReportText.read(value.substring(value.indexOf('{'), value.lastIndexOf('}') + 1));
            }
        }
        return without(RunOutcome.FAILED, List.of("Job " + job + " ended without a report"), Optional.empty());
    }

    private SyncReport failed() {
        JsonNode exceptions = manager.exceptions(job);
        String trace = exceptions
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText();
        return JobTraces.report(trace).map(ReportText::readUnsuccessful).orElseGet(() -> failed(trace));
    }

    private SyncReport failed(String trace) {
        String message = "Job " + job + " failed: " + JobTraces.root(trace);
        Optional<SyncException> failure =
                JobTraces.isSetup(trace) ? Optional.of(new SetupException(message)) : Optional.empty();
        return without(RunOutcome.FAILED, List.of(message), failure);
    }

    private SyncReport without(RunOutcome outcome, List<String> errors, Optional<SyncException> failure) {
        return SyncReport.builder()
                .outcome(outcome)
                .model(model)
                .syncType(program.arguments().contains("--full") ? SyncType.FULL : SyncType.INCREMENTAL)
                .recordsEmbedded(last.embedded())
                .recordsUnchanged(last.processed() - last.embedded() - last.failed())
                .recordsFailed(last.failed())
                .duration(last.elapsed())
                .errors(errors)
                .failure(failure)
                .build();
    }
}
