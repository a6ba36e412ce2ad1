package io.syncline.core.port.metadata;

import io.syncline.api.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** The right to write a model's points and state, for a time. Its fencing token is {@link ModelState#epoch()}. */
@Value.Immutable
public interface Lease {

    /**
     * Who holds it: host, process and a part unique to the acquisition.
     *
     * @return the owner
     */
    String owner();

    /**
     * What for.
     *
     * @return the kind of run
     */
    RunKind kind();

    /**
     * Since when.
     *
     * @return an instant by the clock of the store
     */
    Instant startedAt();

    /**
     * Until when, unless it is renewed.
     *
     * @return an instant by the clock of the store
     */
    Instant expiresAt();

    /**
     * When it was acquired or renewed last.
     *
     * @return an instant by the clock of the store, or empty if an earlier version wrote it
     */
    Optional<Instant> renewedAt();

    /**
     * Whether its holder may still be at work. A lease that was renewed later than now, by more than a time to live, was
     * stamped by a clock that was wrong; nobody renews it, so it is not valid.
     *
     * @param now the time by the clock of the store
     * @param ttl time to live of leases
     */
    default boolean isValidAt(Instant now, Duration ttl) {
        return expiresAt().isAfter(now)
                && !renewedAt().orElse(startedAt()).minus(ttl).isAfter(now);
    }

    /**
     * Records processed, as of the last renewal.
     *
     * @return a number of records
     */
    @Value.Default
    default long done() {
        return 0;
    }

    /**
     * Records to process.
     *
     * @return a number of records, or empty as long as it is not known
     */
    OptionalLong total();

    /**
     * What the run waits for, as of the last renewal.
     *
     * @return for people to read, or empty if it does not wait
     */
    Optional<String> waitingFor();

    /**
     * Starts a lease.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Lease}; not thread-safe. */
    final class Builder extends ImmutableLease.Builder {
        Builder() {}
    }
}
