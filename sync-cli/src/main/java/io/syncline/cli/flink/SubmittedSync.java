package io.syncline.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A sync on a cluster, which this process follows. Confined to one thread, but for {@link #cancel()}. */
public final class SubmittedSync {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

    private final JobManager manager;
    private final ModelName model;
    private final String job;
    private final JobProgress progress;
    private RunProgress last;

    private SubmittedSync(JobManager manager, ModelName model, String job) {
        this.manager = manager;
        this.model = model;
        this.job = job;
        this.progress = new JobProgress(manager, model, job);
        this.last = progress.none();
    }

    /**
     * What to run.
     *
     * @param arguments of the program
     * @param parallelism the number of workers
     */
    public record Program(List<String> arguments, int parallelism) {}

    /**
     * Submits a sync.
     *
     * @throws JobManagerException if the cluster refuses it
     */
    public static SubmittedSync submit(JobManager manager, ModelName model, Path jar, Program program) {
        String uploaded = manager.upload(jar);
        try {
            return new SubmittedSync(manager, model, manager.run(uploaded, program.arguments(), program.parallelism()));
        } finally {
            manager.remove(uploaded);
        }
    }

    /** The id of the job. */
    public String job() {
        return job;
    }

    /** Asks for the end of the job. */
    public void cancel() {
        manager.cancel(job);
    }

    /**
     * Waits for the end of the job.
     *
     * @param patience how long the JobManager may be unreachable, as while it is restarted
     * @param listener is told of the progress
     * @return how the sync ended
     * @throws JobManagerException if the JobManager is unreachable for longer; the job may go on
     */
    public SyncReport await(Duration patience, SyncListener listener) throws InterruptedException {
        Duration unreachable = Duration.ZERO;
        while (true) {
            try {
                JsonNode found = manager.job(job);
                unreachable = Duration.ZERO;
                String state = found.path("state").asText();
                if (ENDED.contains(state)) {
                    return report(state);
                }
                progress.of(found).ifPresent(now -> {
                    last = now;
                    listener.progressed(now);
                });
            } catch (JobManagerException e) {
                unreachable = unreachable.plus(POLL);
                if (unreachable.compareTo(patience) > 0) {
                    throw e;
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private SyncReport report(String state) {
        return switch (state) {
            case "FINISHED" -> finished();
            case "FAILED" -> failed();
            default -> without(RunOutcome.CANCELLED, List.of());
        };
    }

    private SyncReport finished() {
        for (JsonNode accumulator : manager.accumulators(job).path("user-task-accumulators")) {
            String value = accumulator.path("value").asText();
            if (accumulator.path("name").asText().equals("syncline.report") && value.contains("{")) {
                return ReportText.read(value.substring(value.indexOf('{'), value.lastIndexOf('}') + 1));
            }
        }
        return without(RunOutcome.FAILED, List.of("Job " + job + " ended without a report"));
    }

    private SyncReport failed() {
        JsonNode exceptions = manager.exceptions(job);
        String trace = exceptions
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText();
        return Traces.report(trace)
                .map(ReportText::readUnsuccessful)
                .orElseGet(() -> without(RunOutcome.FAILED, List.of("Job " + job + " failed: " + Traces.root(trace))));
    }

    private SyncReport without(RunOutcome outcome, List<String> errors) {
        return SyncReport.builder()
                .outcome(outcome)
                .model(model)
                .syncType(SyncType.INCREMENTAL)
                .recordsEmbedded(last.embedded())
                .recordsUnchanged(last.processed() - last.embedded() - last.failed())
                .recordsFailed(last.failed())
                .duration(last.elapsed())
                .errors(errors)
                .build();
    }
}
