package io.syncline.api;

import java.time.Duration;
import java.util.OptionalLong;

/** When a run started and how far it is, as messages for people put it. */
public final class ProgressText {

    private static final long TWO_MINUTES = 120;
    private static final long TWO_HOURS = 7200;

    private ProgressText() {}

    /** How long ago something was, such as {@code 10 min ago}. A negative duration counts as none. */
    public static String ago(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        if (seconds < TWO_MINUTES) {
            return seconds + " s ago";
        }
        return seconds < TWO_HOURS
                ? seconds / 60 + " min ago"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min ago";
    }

    /** How far a run is, such as {@code 50% done (600/1200 records)}, or {@code 600 records done} if the total is not known. */
    public static String done(long done, OptionalLong total) {
        return total.isEmpty()
                ? done + " records done"
                : Percent.of(done, total).orElse(0) + "% done (" + done + "/" + total.getAsLong() + " records)";
    }
}
