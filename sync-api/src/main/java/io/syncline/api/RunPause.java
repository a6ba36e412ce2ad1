package io.syncline.api;

import java.time.Duration;

/**
 * A run waits for a system: it has texts to embed and may not send them, a call failed and is retried, or a call is not
 * answered for seconds. Waiting for admission within the quota is not a pause.
 *
 * @param reason why
 * @param party what is waited for
 * @param name its name for people, such as {@code voyage/voyage-4/1024} or {@code source odoo:crm}
 * @param cause the last message of that system or of the shared budget, without secrets; empty if there is none
 * @param lasted the time since the pause started
 * @param retryIn the time until the next attempt; 0 if it is in progress
 */
public record RunPause(Reason reason, Party party, String name, String cause, Duration lasted, Duration retryIn) {

    /** Why the run waits. */
    public enum Reason {
        /** The rate limit of the embedder is reached. */
        RATE_LIMIT("rate limit"),
        /** The system is unavailable. */
        OUTAGE("outage"),
        /** The metadata store, which holds the budget shared with other processes, is unreachable. */
        SHARED_BUDGET("shared budget unreachable"),
        /** A call takes long and has not failed. */
        NO_ANSWER("no answer yet");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /** The systems that a run calls. */
    public enum Party {
        /** Where records come from. */
        SOURCE,
        /** What makes vectors. */
        EMBEDDER,
        /** Where points are stored. */
        SINK,
        /** Where the states of models are. */
        METADATA_STORE
    }

    /** The name and the reason, which do not change during the pause, such as {@code sink: outage}. */
    public String waitingFor() {
        return name + ": " + reason.text;
    }

    /**
     * One line for people, such as {@code waiting for voyage/voyage-4/1024: rate limit, next attempt in 12 s} or {@code
     * waiting for source odoo:crm: no answer yet, for 6 s}.
     */
    public String describe() {
        return "waiting for " + waitingFor() + (reason == Reason.NO_ANSWER ? waited() : nextAttempt());
    }

    private String waited() {
        return lasted.toSeconds() == 0 ? "" : ", for " + lasted.toSeconds() + " s";
    }

    private String nextAttempt() {
        long seconds = (retryIn.toMillis() + 999) / 1000;
        return ", next attempt " + (seconds == 0 ? "in progress" : "in " + seconds + " s");
    }
}
