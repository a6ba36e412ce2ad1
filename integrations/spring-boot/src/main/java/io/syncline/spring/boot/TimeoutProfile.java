package io.syncline.spring.boot;

import java.util.Map;

/**
 * How long a service waits, where that differs from the command line's: a run gives up early, since its schedule repeats it
 * soon and it resumes where it was. {@code docs/in-a-service.md} has the whole profile.
 */
final class TimeoutProfile {

    /** Defaults of {@code syncline.engine.retry}. */
    static final Map<String, String> RETRY =
            Map.of("give-up-after", "30s", "first-answer-within", "15s", "longest-wait", "10s");

    /** Defaults of {@code syncline.service}: runs end while the rest of the application has most of its shutdown before it. */
    static final Map<String, String> SERVICE = Map.of("drain", "3s");

    private TimeoutProfile() {}
}
