package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
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
public record EmbedHold(RunPause.@Nullable Reason reason, String embedder, String cause, long since, long until) {

    /** Nothing does. */
    public static final EmbedHold NONE = new EmbedHold(null, "", "", 0, 0);

    /** The quota leaves no room for now. */
    static final EmbedHold QUOTA = new EmbedHold(null, "", "quota", 0, 0);

    /** Whether the quota alone is waited for. */
    boolean isQuota() {
        return reason == null && cause.equals(QUOTA.cause);
    }
}
