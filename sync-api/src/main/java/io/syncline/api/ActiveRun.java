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

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * What the run does.
     *
     * @return its kind
     */
    RunKind kind();

    /**
     * Who runs it, for people to read.
     *
     * @return host, process and a part unique to the run
     */
    String owner();

    /**
     * When it started.
     *
     * @return an instant by the clock of the metadata store
     */
    Instant startedAt();

    /**
     * How many records it has processed, as of its last heartbeat.
     *
     * @return a number of records
     */
    long done();

    /**
     * How many records it has to process.
     *
     * @return a number of records, or empty as long as it is not known
     */
    OptionalLong total();

    /**
     * What it waits for, if it may send nothing to the embedder, as of its last heartbeat.
     *
     * @return such as {@code voyage/voyage-4/1024: rate limit}, or empty if it does not wait
     */
    Optional<String> waitingFor();

    /**
     * How far it is.
     *
     * @return whole percent from 0 to 100, or empty as long as the total is not known
     */
    @Value.Auxiliary
    @Value.Derived
    default OptionalInt percent() {
        return Percent.of(done(), total());
    }

    /**
     * Starts a description.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link ActiveRun}; not thread-safe. */
    final class Builder extends ImmutableActiveRun.Builder {
        Builder() {}
    }
}
