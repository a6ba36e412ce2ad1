package io.syncline.core.internal.pipeline;

import io.syncline.api.RunPause;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.port.embedding.EmbedderFingerprint;

/** How long the control has failed, and when it is sent again. Confined to the loop. */
final class ControlWait {

    private int failures;
    private long failingSince;
    private long notBefore = Long.MIN_VALUE;
    private String cause = "";

    void embedded() {
        failures = 0;
        notBefore = Long.MIN_VALUE;
    }

    void failed(long now, long sendAgainAt, String why) {
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        notBefore = sendAgainAt;
        cause = why;
    }

    /** Failures since it was embedded last. */
    int failures() {
        return failures;
    }

    /** The first of these failures. */
    long failingSince() {
        return failingSince;
    }

    boolean isDue(long now) {
        return notBefore <= now;
    }

    WaitCause waitCause(EmbedderFingerprint embedder, long now) {
        return isDue(now)
                ? WaitCause.NONE
                : new WaitCause(RunPause.Reason.OUTAGE, embedder.toString(), cause, failingSince, notBefore);
    }
}
