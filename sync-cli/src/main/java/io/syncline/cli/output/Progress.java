package io.syncline.cli.output;

import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import java.time.Duration;

/** Shows how far a run is, in place, no more often than an eye can follow. */
public final class Progress implements SyncListener {

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Console console;
    private final ProgressBar bar;
    private final Rate rate = new Rate();
    private Duration drawn = PERIOD.negated();

    /**
     * Shows progress on a console.
     *
     * @param console where; nothing is shown unless it is a terminal
     */
    public Progress(Console console) {
        this.console = console;
        this.bar = new ProgressBar(console.screen());
    }

    @Override
    public void progressed(RunProgress progress) {
        rate.add(progress.elapsed(), progress.processed());
        if (isComplete(progress)
                || progress.elapsed().minus(drawn).compareTo(PERIOD) >= 0
                || progress.elapsed().compareTo(drawn) < 0) {
            drawn = progress.elapsed();
            console.status(bar.render(progress, rate.perSecond()));
        }
    }

    private static boolean isComplete(RunProgress progress) {
        return progress.total().isPresent()
                && progress.processed() >= progress.total().getAsLong();
    }

    @Override
    public void finished(SyncReport report) {
        rate.clear();
        drawn = PERIOD.negated();
        console.status("");
    }
}
