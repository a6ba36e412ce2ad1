package io.syncline.api;

import java.time.Duration;

/**
 * A run has texts to embed and may not send them, because the embedder is unavailable or rate-limited. Waiting for
 * admission within the quota is not a pause.
 *
 * @param reason why
 * @param embedder the fingerprint of the embedder, such as {@code voyage/voyage-4/1024}
 * @param cause the last message of the embedder or of the shared budget, without secrets
 * @param lasted the time since the pause started
 * @param retryIn the time until the next attempt; 0 if it is in progress
 */
public record RunPause(Reason reason, String embedder, String cause, Duration lasted, Duration retryIn) {

    /** Why no texts are sent. */
    public enum Reason {
        /** The rate limit of the embedder is reached. */
        RATE_LIMIT("rate limit"),
        /** The embedder is unavailable. */
        OUTAGE("outage"),
        /** The metadata store, which holds the budget shared with other processes, is unreachable. */
        SHARED_BUDGET("shared budget unreachable");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * The embedder and the reason, which do not change during the pause, such as {@code voyage/voyage-4/1024: rate
     * limit}.
     */
    public String waitingFor() {
        return embedder + ": " + reason.text;
    }

    /** One line for people, such as {@code waiting for voyage/voyage-4/1024: rate limit, next attempt in 12 s}. */
    public String describe() {
        long seconds = (retryIn.toMillis() + 999) / 1000;
        return "waiting for " + waitingFor() + ", next attempt "
                + (seconds == 0 ? "in progress" : "in " + seconds + " s");
    }
}
