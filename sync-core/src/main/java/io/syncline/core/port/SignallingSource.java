package io.syncline.core.port;

import java.util.Optional;

/**
 * A second interface of a {@link RecordSource} whose database can report which records are written, as soon as that is
 * committed.
 *
 * <p>Thread-safe.
 */
public interface SignallingSource {

    /**
     * The signals of the models of this source. Connects with the first call of {@link ChangeSignals#next}.
     *
     * @return signals that the caller closes; empty if the source was not set up for them
     */
    Optional<ChangeSignals> signals();
}
