package io.syncline.mcp.tool;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Parts of messages. */
final class Sentences {

    private static final int TWO_MINUTES = 120;
    private static final int TWO_HOURS = 7200;

    private Sentences() {}

    /** How long ago something was. */
    static String ago(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        if (seconds < TWO_MINUTES) {
            return seconds + " s ago";
        }
        return seconds < TWO_HOURS
                ? seconds / 60 + " min ago"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min ago";
    }

    static String progress(long done, OptionalLong total, OptionalInt percent) {
        return total.isEmpty()
                ? done + " records done"
                : percent.orElse(0) + "% done (" + done + "/" + total.getAsLong() + " records)";
    }

    /** The run that holds the lease of a model. Who runs it is nothing for clients. */
    static String inProgress(ActiveRun run, Instant now) {
        return noun(run.kind()) + " already in progress for " + run.model() + ", started "
                + ago(Duration.between(run.startedAt(), now)) + ", "
                + progress(run.done(), run.total(), run.percent());
    }

    private static String noun(RunKind kind) {
        return switch (kind) {
            case SYNC -> "Sync";
            case CLEANUP -> "Cleanup";
            case VERIFY -> "Comparison";
            case SOURCE_CHANGE -> "Change of sources";
        };
    }

    /** A value of an enum as answers show it. */
    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A value of an enum within a sentence. */
    static String words(Enum<?> value) {
        return code(value).replace('_', ' ');
    }
}
