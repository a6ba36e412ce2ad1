package io.syncline.server;

import io.syncline.api.failure.TransientException;
import io.syncline.server.served.Served;
import java.time.Duration;

/** What a server serves, of which nothing can be asked while it is being replaced. Thread-safe. */
final class CurrentlyServed {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private volatile Served served;
    private volatile boolean replacing;

    CurrentlyServed(Served first) {
        this.served = first;
    }

    /**
     * What can be asked.
     *
     * @throws TransientException if there is nothing now
     */
    Served get() {
        if (replacing) {
            throw new TransientException(
                    "The configuration is being read again: retry in some seconds", null, RETRY_AFTER);
        }
        return served;
    }

    /** What is served, or was served last. */
    Served last() {
        return served;
    }

    /** It cannot be asked any more; another one follows. */
    void leave() {
        replacing = true;
    }

    void serve(Served next) {
        served = next;
        replacing = false;
    }
}
