package io.syncline.mcp.internal.tool;

import io.syncline.api.ActiveRun;
import io.syncline.api.ProgressText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Parts of messages about runs. */
final class RunMessages {

    private RunMessages() {}

    /** The run that holds the lease of a model. Who runs it is nothing for clients. */
    static String inProgress(ActiveRun run, Instant now) {
        return run.kind().noun() + " already in progress for " + run.model() + ", started "
                + ProgressText.ago(elapsed(run, now)) + ", "
                + ProgressText.done(run.done(), run.total());
    }

    /** How long a run has been in progress, by a clock that may differ from that of the metadata store. */
    static Duration elapsed(ActiveRun run, Instant now) {
        Duration elapsed = Duration.between(run.startedAt(), now);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
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
