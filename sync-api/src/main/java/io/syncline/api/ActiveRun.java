package io.syncline.api;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** A run that holds the lease of a model, in this process or another one. */
@Style
@Value.Immutable
public interface ActiveRun {

    /** The model. */
    ModelName model();

    /** What the run does. */
    RunKind kind();

    /** Who runs it, for people: host, process and a part that is unique to the run. */
    String owner();

    /** When the run started, by the clock of the metadata store. */
    Instant startedAt();

    /** The records processed as of the last heartbeat. */
    long done();

    /** The records to process; empty while not known. */
    OptionalLong total();

    /**
     * What the run waits for if it may not send texts to the embedder, as of the last heartbeat, such as {@code
     * voyage/voyage-4/1024: rate limit}; empty if it does not wait.
     */
    Optional<String> waitingFor();

    /** The progress in whole percent, from 0 to 100; empty while the total is not known. */
    @Value.Auxiliary
    @Value.Derived
    default OptionalInt percent() {
        return Percent.of(done(), total());
    }

    /** Starts a description. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link ActiveRun}. Not thread-safe. */
    final class Builder extends ImmutableActiveRun.Builder {
        Builder() {}
    }
}
