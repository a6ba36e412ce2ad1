package io.syncline.api;

import java.time.Duration;

/**
 * A time in which a run has texts to embed and may not send them, since the embedder takes nothing for now. Waiting for
 * one's turn within a quota is not such a time.
 *
 * @param reason why
 * @param embedder what is waited for, such as {@code voyage/voyage-4/1024}
 * @param cause what the embedder, or what stands before it, said last; without secrets
 * @param lasted time since it began
 * @param nextTry time until the next try; 0 if one is under way
 */
public record RunPause(Reason reason, String embedder, String cause, Duration lasted, Duration nextTry) {

    /** Why nothing is sent. */
    public enum Reason {
        /** The embedder's rate limit is reached. */
        RATE_LIMIT("rate limit"),
        /** The embedder is away, or asked to be left alone. */
        OUTAGE("outage"),
        /** The metadata store, which keeps the budget that is shared with other processes, cannot be reached. */
        SHARED_BUDGET("shared budget out of reach");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    /**
     * What is waited for and why, in words that stay true while it lasts.
     *
     * @return such as {@code voyage/voyage-4/1024: rate limit}
     */
    public String waitingFor() {
        return embedder + ": " + reason.words;
    }

    /**
     * One line for people.
     *
     * @return such as {@code waiting for voyage/voyage-4/1024: rate limit, next try in 12 s}
     */
    public String describe() {
        long seconds = (nextTry.toMillis() + 999) / 1000;
        return "waiting for " + waitingFor() + ", next try " + (seconds == 0 ? "under way" : "in " + seconds + " s");
    }
}
