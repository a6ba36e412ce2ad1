package io.syncline.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The progress of a job, by the metrics of its coordinator. Confined to one thread. */
final class JobProgress {

    private final JobManager manager;
    private final ModelName model;
    private final String job;
    private final List<String> names = new ArrayList<>();

    JobProgress(JobManager manager, ModelName model, String job) {
        this.manager = manager;
        this.model = model;
        this.job = job;
    }

    RunProgress none() {
        return RunProgress.of(model, 0, 0, Duration.ZERO);
    }

    /** The progress; empty while there is none. */
    Optional<RunProgress> of(JsonNode found) {
        String vertex = found.path("vertices").path(0).path("id").asText();
        if (vertex.isEmpty()) {
            return Optional.empty();
        }
        if (names.isEmpty()) {
            manager.metrics(job, vertex, List.of())
                    .forEach(metric -> add(metric.path("id").asText()));
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> values = new HashMap<>();
        manager.metrics(job, vertex, names)
                .forEach(metric -> values.put(
                        shortName(metric.path("id").asText()),
                        metric.path("value").asLong()));
        return Optional.of(
                progress(values, Duration.ofMillis(found.path("duration").asLong())));
    }

    private void add(String name) {
        if (name.contains("syncline.records")) {
            names.add(name);
        }
    }

    /** Without what the operator is called, and the model. */
    private static String shortName(String name) {
        int outcome = name.lastIndexOf("outcome.");
        int begin = outcome >= 0 ? outcome + "outcome.".length() : name.lastIndexOf("syncline.");
        return name.substring(begin);
    }

    private RunProgress progress(Map<String, Long> values, Duration elapsed) {
        long embedded = values.getOrDefault("embedded.syncline.records", 0L);
        long failed = values.getOrDefault("failed.syncline.records", 0L);
        long unchanged = values.getOrDefault("unchanged.syncline.records", 0L);
        long expected = values.getOrDefault("syncline.records.expected", 0L);
        return new RunProgress(
                model,
                values.getOrDefault("syncline.records.fetched", 0L),
                embedded + failed + unchanged,
                embedded,
                failed,
                expected == 0 ? OptionalLong.empty() : OptionalLong.of(expected),
                elapsed,
                embedded);
    }
}
