package io.syncline.testkit.embedding;

import java.time.Instant;

/** Decides whether a service accepts a request. Not thread-safe. */
interface RateLimit {

    /** Accepts a request of so many tokens, or refuses it; a refusal costs nothing. */
    boolean admit(Instant now, long tokens);
}
