package io.syncline.cli.output;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows the progress of several runs in one status line, such as {@code res.partner 48%, sale.order 1,200 records}; without a
 * terminal only what they wait for, as lines. Thread-safe.
 */
public final class ParallelProgress implements SyncListener {

    private static final Duration FIRST_LINE = Duration.ofSeconds(3);

    private final Console console;
    private final Map<ModelName, String> running = new LinkedHashMap<>();
    private final Map<ModelName, Duration> nextLines = new LinkedHashMap<>();
    private String shown = "";

    /**
     * Shows progress.
     *
     * @param console the console
     */
    public ParallelProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void progressed(RunProgress progress) {
        if (!nextLines.containsKey(progress.model())) {
            running.put(progress.model(), describe(progress));
            draw();
        }
    }

    private static String describe(RunProgress progress) {
        return progress.model() + " "
                + (progress.percent().isPresent()
                        ? progress.percent().getAsInt() + "%"
                        : Text.count(progress.processed(), "record"));
    }

    @Override
    public synchronized void paused(ModelName model, RunPause pause) {
        Duration next = nextLines.computeIfAbsent(model, first -> FIRST_LINE);
        running.put(model, model + " " + pause.describe());
        if (!console.screen().isTerminal() && pause.lasted().compareTo(next) >= 0) {
            nextLines.put(model, next.multipliedBy(2));
            console.message(model + "  " + pause.describe() + (pause.cause().isEmpty() ? "" : ": " + pause.cause()));
        }
        draw();
    }

    @Override
    public synchronized void resumed(ModelName model, Duration lasted) {
        nextLines.remove(model);
        running.remove(model);
        draw();
    }

    @Override
    public synchronized void ended(ModelName model) {
        resumed(model, Duration.ZERO);
    }

    @Override
    public void finished(SyncReport report) {
        ended(report.model());
    }

    private void draw() {
        String line = Text.fit(
                running.values().stream().collect(Collectors.joining(", ")),
                Math.max(0, console.screen().columns() - 1));
        if (!line.equals(shown)) {
            shown = line;
            console.status(line);
        }
    }
}
