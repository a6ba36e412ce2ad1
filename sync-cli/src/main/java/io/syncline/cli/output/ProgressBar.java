package io.syncline.cli.output;

import io.syncline.api.RunProgress;
import java.time.Duration;
import java.util.OptionalInt;

/** Formats the status line of a run: {@code res.partner [=====>    ] 48%  1,440/3,000  312/s  5 s left}. */
final class ProgressBar {

    private static final int MAX_WIDTH = 40;
    private static final int MIN_WIDTH = 6;

    private final Screen screen;

    ProgressBar(Screen screen) {
        this.screen = screen;
    }

    String render(RunProgress progress, double perSecond) {
        OptionalInt percent = progress.percent();
        String head = progress.model() + "  ";
        String tail =
                percent.isPresent() ? known(progress, percent.getAsInt(), perSecond) : unknown(progress, perSecond);
        int room = screen.columns() - 1 - head.length() - tail.length();
        String bar = percent.isPresent() && room >= MIN_WIDTH + 2
                ? bar(percent.getAsInt(), Math.min(MAX_WIDTH, room - 2)) + "  "
                : "";
        return Text.fit(head + bar + tail, screen.columns() - 1);
    }

    private static String known(RunProgress progress, int percent, double perSecond) {
        long left = progress.total().orElse(0) - progress.processed();
        return "%3d%%  ".formatted(percent)
                + Text.number(progress.processed()) + "/"
                + Text.number(progress.total().orElse(0))
                + texts(progress)
                + rate(perSecond)
                + (perSecond <= 0 || left <= 0 ? "" : "  " + Text.rough(left(left, perSecond)) + " left");
    }

    private static String unknown(RunProgress progress, double perSecond) {
        return Text.number(progress.processed()) + " records" + rate(perSecond) + "  " + Text.rough(progress.elapsed());
    }

    /** Until the first record is finished, the texts of records in progress show that the run moves. */
    private static String texts(RunProgress progress) {
        return progress.processed() > 0 || progress.texts() == 0
                ? ""
                : "  " + Text.count(progress.texts(), "text") + " embedded";
    }

    private static String rate(double perSecond) {
        return perSecond <= 0 ? "" : "  " + Text.rate(perSecond) + "/s";
    }

    private static Duration left(long records, double perSecond) {
        return Duration.ofSeconds((long) Math.ceil(records / perSecond));
    }

    private String bar(int percent, int width) {
        int full = percent * width / 100;
        return screen.unicode()
                ? "━".repeat(full) + (full < width ? "╌".repeat(width - full) : "")
                : "[" + "=".repeat(full) + " ".repeat(width - full) + "]";
    }
}
