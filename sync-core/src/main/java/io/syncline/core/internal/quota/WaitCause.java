package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import io.syncline.core.internal.budget.SharedQuota;
import org.jspecify.annotations.Nullable;

/**
 * Why a client with texts to send waits.
 *
 * @param reason why no client may send, or null if only the quota is used up, or nobody waits
 * @param embedder the embedder that is waited for
 * @param message the last failure
 * @param since when the pause began
 * @param until when the next attempt is made
 */
public record WaitCause(RunPause.@Nullable Reason reason, String embedder, String message, long since, long until) {

    /** The client does not wait, or only for its turn. */
    public static final WaitCause NONE = new WaitCause(null, "", "", 0, 0);

    /** The quota has no room at present. */
    static final WaitCause QUOTA = new WaitCause(null, "", "quota", 0, 0);

    static WaitCause of(SharedQuota.Outage outage, String embedder) {
        return new WaitCause(
                RunPause.Reason.SHARED_BUDGET,
                embedder,
                String.valueOf(outage.cause().getMessage()),
                outage.since(),
                outage.until());
    }

    /** Whether the embedder is unavailable, for another reason than the rate. */
    public boolean isOutage() {
        return reason == RunPause.Reason.OUTAGE;
    }

    boolean isPause() {
        return reason != null;
    }

    boolean isQuota() {
        return equals(QUOTA);
    }
}
