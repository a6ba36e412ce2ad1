package io.syncline.cli.output;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Shows the progress of a run in a status line, at most ten times a second; without a terminal only what the run waits for,
 * as lines.
 */
public final class Progress implements SyncListener {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration FIRST_LINE = Duration.ofSeconds(3);

    private final Console console;
    private final ProgressBar bar;
    private final Rate rate = new Rate();
    private Duration drawn = PERIOD.negated();
    private boolean paused;
    private Duration nextLine = FIRST_LINE;

    /**
     * Shows progress.
     *
     * @param console the console; shows nothing unless it is a terminal
     */
    public Progress(Console console) {
        this.console = console;
        this.bar = new ProgressBar(console.screen());
    }

    @Override
    public void progressed(RunProgress progress) {
        rate.add(progress.elapsed(), progress.processed());
        if (paused || hasNothingToDo(progress)) {
            return;
        }
        if (isComplete(progress)
                || progress.elapsed().minus(drawn).compareTo(PERIOD) >= 0
                || progress.elapsed().compareTo(drawn) < 0) {
            drawn = progress.elapsed();
            console.status(bar.render(progress, rate.perSecond()));
        }
    }

    @Override
    public void paused(ModelName model, RunPause pause) {
        paused = true;
        String line = model + "  " + pause.describe() + (pause.cause().isEmpty() ? "" : ": " + pause.cause());
        if (!console.screen().isTerminal()) {
            log(line, pause.lasted());
            return;
        }
        int room = Math.max(0, console.screen().columns() - 1);
        console.status(line.substring(0, Math.min(line.length(), room)));
    }

    @Override
    public void resumed(ModelName model, Duration lasted) {
        endPause();
        console.status("");
    }

    /** A log gets a line when the pause has lasted some seconds, and after twice the time again. */
    private void log(String line, Duration lasted) {
        if (lasted.compareTo(nextLine) >= 0) {
            nextLine = nextLine.multipliedBy(2);
            console.message(line);
        }
    }

    private void endPause() {
        paused = false;
        nextLine = FIRST_LINE;
    }

    private static boolean hasNothingToDo(RunProgress progress) {
        return progress.total().equals(OptionalLong.of(0)) && progress.processed() == 0;
    }

    private static boolean isComplete(RunProgress progress) {
        return progress.total().isPresent()
                && progress.processed() >= progress.total().getAsLong();
    }

    @Override
    public void ended(ModelName model) {
        clear();
    }

    @Override
    public void finished(SyncReport report) {
        clear();
    }

    private void clear() {
        rate.clear();
        drawn = PERIOD.negated();
        endPause();
        console.status("");
    }
}
