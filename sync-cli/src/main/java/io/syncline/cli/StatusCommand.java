package io.syncline.cli;

import io.syncline.api.ActiveRun;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunOutcome;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.AdapterKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class StatusCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec models = PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("MODEL")
            .type(List.class)
            .auxiliaryTypes(ModelName.class)
            .description("only these models (default: all that were synced)")
            .build();
    private final OptionSpec all =
            CommandSpecs.flag("also models that the configuration names and that were never synced", "--all");

    StatusCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(this, "status", "Show when models were synced last and what is in progress.")
                .addPositional(models)
                .addOption(all);
        return CommandSpecs.withExamples(
                spec, "  syncline status", "  syncline status --all", "  syncline status res.partner --json");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenEngine open = session.engineWithout(AdapterKind.SOURCE, AdapterKind.EMBEDDER)) {
            List<ModelStatus> statuses = statuses(open);
            boolean answers =
                    statuses.stream().allMatch(status -> status.sinkProblem().isEmpty());
            Optional<String> sink = answers ? open.storeName() : Optional.empty();
            Json json = new Json()
                    .with("success", true)
                    .with("source", open.sourceName())
                    .with("sink", sink.orElse(null))
                    .with(
                            "models",
                            statuses.stream().map(JsonForm.MODEL_STATUS::of).toList());
            List<String> lines = new ArrayList<>();
            lines.add(open.sourceName() + sink.map(name -> " in " + name).orElse("") + ":");
            lines.addAll(lines(statuses, session.shell().clock().instant()));
            session.answer(json, lines);
            return ExitCode.SUCCESS;
        }
    }

    private List<ModelStatus> statuses(OpenEngine open) {
        @Nullable List<ModelName> named = models.getValue();
        if (named != null) {
            return named.stream().distinct().map(open.engine()::status).toList();
        }
        List<ModelStatus> statuses = new ArrayList<>(open.engine().statuses());
        statuses.removeIf(status -> !isWorthShowing(status));
        if (CommandSpecs.isGiven(all)) {
            Set<ModelName> shown = statuses.stream().map(ModelStatus::model).collect(Collectors.toSet());
            open.models().stream()
                    .filter(model -> !shown.contains(model))
                    .map(open.engine()::status)
                    .forEach(statuses::add);
        }
        return statuses;
    }

    /** A sync that was refused, for example since the model does not exist, has left nothing to know. */
    private static boolean isWorthShowing(ModelStatus status) {
        return status.lastSync().isPresent()
                || status.unfinished()
                || status.activeRun().isPresent()
                || status.lastRun().isPresent()
                || status.recordsStored() > 0
                || status.failedRecords() > 0;
    }

    private static List<String> lines(List<ModelStatus> statuses, Instant now) {
        if (statuses.isEmpty()) {
            return List.of("No model has been synced yet. Start with 'syncline sync MODEL'.");
        }
        List<String> lines = new ArrayList<>();
        statuses.forEach(status -> lines.addAll(lines(status, now)));
        statuses.stream()
                .flatMap(status -> status.sinkProblem().stream())
                .distinct()
                .forEach(problem -> lines.add("The sink cannot be reached, so what it holds is not known: " + problem));
        return lines;
    }

    private static List<String> lines(ModelStatus status, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(status.model() + ": " + synced(status) + stored(status));
        status.lastRun()
                .filter(run -> run.outcome() != RunOutcome.COMPLETED)
                .ifPresent(run -> lines.add("  " + line(run)));
        status.activeRun().ifPresent(run -> lines.add("  " + line(run, now)));
        if (status.unfinished() && status.activeRun().isEmpty()) {
            lines.add("  an unfinished run stopped"
                    + status.checkpoint()
                            .map(id -> " after record " + WrittenIds.shown(id) + "; the next run resumes there")
                            .orElse("; the next run resumes it"));
        }
        if (status.tooManyTouched()) {
            lines.add(
                    "  more touched records than are kept: the next sync finds what changed, a cleanup what was deleted");
        }
        if (status.touchedRecords() > 0) {
            lines.add("  " + Text.count(status.touchedRecords(), "touched record") + " for the next sync to read");
        }
        if (status.failedRecords() > 0) {
            lines.add("  " + Text.count(status.failedRecords(), "record")
                    + " failed or incomplete; see 'syncline failures " + status.model() + "'");
        }
        return lines;
    }

    private static String synced(ModelStatus status) {
        return status.lastSync()
                .map(time -> "synced " + Text.time(time) + ", " + Text.count(status.recordsSynced(), "record") + " in "
                        + Text.duration(status.lastDuration().orElse(Duration.ZERO)))
                .orElse("no completed sync yet");
    }

    private static String stored(ModelStatus status) {
        return status.sinkProblem().isPresent() ? "" : "; " + Text.number(status.recordsStored()) + " stored";
    }

    private static String line(LastRun run) {
        return "the last run, a " + Reports.lower(run.kind()) + ", "
                + switch (run.outcome()) {
                    case FAILED -> "failed ";
                    case CANCELLED -> "was stopped ";
                    default -> "was refused ";
                }
                + Text.time(run.endedAt())
                + run.problem().map(problem -> ": " + problem).orElse("");
    }

    private static String line(ActiveRun run, Instant now) {
        Duration since = Duration.between(run.startedAt(), now);
        String far = run.total().isPresent()
                ? run.percent().orElse(0) + "%, " + Text.number(run.done()) + "/"
                        + Text.number(run.total().getAsLong())
                : Text.number(run.done());
        return Reports.lower(run.kind()) + " in progress for " + Text.rough(since.isNegative() ? Duration.ZERO : since)
                + ", " + far + " records, by " + run.owner()
                + run.waitingFor().map(what -> ", waiting for " + what).orElse("");
    }
}
