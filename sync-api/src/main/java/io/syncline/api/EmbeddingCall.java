package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of the embedder by a run, however it ended. A text that is sent again counts again.
 *
 * @param embedder the fingerprint of the embedder, such as {@code voyage/voyage-4/1024}
 * @param texts the texts that were sent; one if a harmless text was sent to find out whether the service works
 * @param tokens the tokens that the service counted; 0 if the call failed
 * @param duration the time until the answer or the failure, without the wait for admission
 * @param failure why it failed; empty if it succeeded
 */
public record EmbeddingCall(
        String embedder, int texts, long tokens, Duration duration, Optional<SyncException> failure) {}
