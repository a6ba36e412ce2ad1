package io.syncline.testkit.embedding;

import java.time.Instant;

/** Decides whether a service takes a request. Not thread-safe. */
interface RateLimit {

    /** Takes a request of so many tokens, or refuses it, which costs nothing. */
    boolean admit(Instant now, long tokens);
}
