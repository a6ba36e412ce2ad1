package io.syncline.testkit.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning or the end of a call.
 *
 * @param call the call
 * @param phase which of the two
 * @param thrown what the call threw at its end, or null
 */
public record CallEvent(
        PortCall call, Phase phase, @Nullable RuntimeException thrown) {

    /** Beginning or end. */
    public enum Phase {
        /** The call began. */
        BEGIN,
        /** The call returned or threw. */
        END
    }

    /**
     * What the call threw.
     *
     * @return the failure, or empty if it returned or has not ended
     */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(thrown);
    }
}
