package io.syncline.core;

import io.syncline.api.RunPause;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a run from sending texts that are ready, if anything does.
 *
 * @param reason why nobody may send, or null if it is only the quota
 * @param embedder what is waited for
 * @param cause what was said last
 * @param since when it began
 * @param until when the next try is
 */
record EmbedHold(RunPause.@Nullable Reason reason, String embedder, String cause, long since, long until) {

    /** Nothing does. */
    static final EmbedHold NONE = new EmbedHold(null, "", "", 0, 0);

    /** The quota leaves no room for now. */
    static final EmbedHold QUOTA = new EmbedHold(null, "", "quota", 0, 0);

    // Java makes these two of a record at run time, at its first use, which takes longer than an idle sync's calls.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmbedHold same
                && reason == same.reason
                && embedder.equals(same.embedder)
                && cause.equals(same.cause)
                && since == same.since
                && until == same.until;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, embedder, cause, since, until);
    }
}
