package io.syncline.core.port;

import java.time.Instant;

/**
 * A second interface of a {@link RecordSource} whose {@link RecordSource#now} is behind its clock on purpose, for example
 * because a transaction is running whose changes bear earlier times. With it, such a delay is not taken for a wrong clock.
 *
 * <p>Thread-safe.
 */
public interface SourceClock {

    /** The time by the source's clock, to be compared with other clocks. */
    Instant clock();
}
