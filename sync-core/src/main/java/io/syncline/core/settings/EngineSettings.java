package io.syncline.core.settings;

import io.syncline.core.adapter.Limits;
import io.syncline.core.port.SharedDocuments;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How an engine works. Everything has a default that suits most uses. */
@Value.Immutable(copy = true)
public interface EngineSettings {

    /**
     * All defaults.
     *
     * @return settings
     */
    static EngineSettings defaults() {
        return builder().build();
    }

    /**
     * Records per call to the source.
     *
     * @return from 1 to 1000; 500 by default
     */
    @Value.Default
    default int fetchBatchSize() {
        return 500;
    }

    /**
     * Concurrent calls to the source, as far as the memory budget allows. More than one helps where a page takes long
     * to travel rather than to compute; it costs a listing of ids ahead of the records.
     *
     * @return from 1 to 16; 2 by default
     */
    @Value.Default
    default int fetchConcurrency() {
        return 2;
    }

    /**
     * Texts per call to the embedder, unless its own limits are lower.
     *
     * @return a positive number; 50 by default
     */
    @Value.Default
    default int embedBatchSize() {
        return 50;
    }

    /**
     * Records per call to the sink.
     *
     * @return from 1 to 1000; 500 by default
     */
    @Value.Default
    default int writeBatchSize() {
        return 500;
    }

    /**
     * Pages that are turned into documents concurrently.
     *
     * @return a positive number, or empty for one per processor
     */
    OptionalInt prepareConcurrency();

    /**
     * The name of a budget in the metadata store through which all engines that name it share one quota of the embedder,
     * over threads, processes and hosts. Each of them is configured with the whole quota. The name, such as that of
     * an account, is stored as it is, so it must not be a secret.
     *
     * @return lower-case letters, digits, hyphens and underscores, at most 64; or empty if the quota is this engine's
     *     alone
     */
    Optional<String> sharedBudget();

    /**
     * Concurrent calls to the embedder.
     *
     * @return a positive number, or empty for what the embedder recommends
     */
    OptionalInt embedConcurrency();

    /**
     * Concurrent writes to the sink.
     *
     * @return a positive number; 4 by default
     */
    @Value.Default
    default int writeConcurrency() {
        return 4;
    }

    /**
     * The most memory that records in the pipeline may take, by an estimate; beyond it no further page is fetched.
     *
     * @return bytes; 32 MiB by default
     */
    @Value.Default
    default long memoryBudget() {
        return 32L << 20;
    }

    /**
     * How far a run looks back behind the start of the last one: longer than the longest transaction of the source and
     * any difference of its clocks. Records that are read again and have not changed are not embedded again.
     *
     * @return a duration of at most ten years; 10 min by default
     */
    @Value.Default
    default Duration overlap() {
        return Duration.ofMinutes(10);
    }

    /**
     * How long the lease of a run that stopped responding excludes other runs.
     *
     * @return a duration from 1 s to a day; 60 s by default
     */
    @Value.Default
    default Duration leaseTtl() {
        return Duration.ofSeconds(60);
    }

    /**
     * How often a run saves its checkpoint.
     *
     * @return a positive duration of at most a day; 5 s by default
     */
    @Value.Default
    default Duration checkpointInterval() {
        return Duration.ofSeconds(5);
    }

    /**
     * The most tokens in a chunk, unless the embedder's own limit is lower.
     *
     * @return tokens; 512 by default
     */
    @Value.Default
    default int chunkTokens() {
        return 512;
    }

    /**
     * The most tokens that consecutive chunks share.
     *
     * @return tokens, at most half of a chunk; 64 by default
     */
    @Value.Default
    default int chunkOverlapTokens() {
        return 64;
    }

    /**
     * How transient failures are retried.
     *
     * @return retry settings
     */
    @Value.Default
    default RetrySettings retry() {
        return RetrySettings.builder().build();
    }

    /**
     * The number of failed records from which a run stops if most records fail.
     *
     * @return a positive number; 100 by default
     */
    @Value.Default
    default int errorBudget() {
        return 100;
    }

    /**
     * The share of processed records that may fail once the error budget is spent.
     *
     * @return from 0 to 1; 0.5 by default
     */
    @Value.Default
    default double errorShare() {
        return 0.5;
    }

    /**
     * What to do if the settings of a model, and so its fingerprint, changed since its last sync.
     *
     * @return {@link FingerprintChange#REEMBED} by default
     */
    @Value.Default
    default FingerprintChange onFingerprintChange() {
        return FingerprintChange.REEMBED;
    }

    /**
     * These settings with another reaction to a changed fingerprint.
     *
     * @param change the reaction
     */
    default EngineSettings withFingerprintChange(FingerprintChange change) {
        return ((ImmutableEngineSettings) ImmutableEngineSettings.copyOf(this)).withOnFingerprintChange(change);
    }

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        Limits.check("fetchBatchSize", fetchBatchSize(), 1, 1000);
        Limits.check("fetchConcurrency", fetchConcurrency(), 1, 16);
        Limits.check("embedBatchSize", embedBatchSize(), 1, Limits.COUNT);
        Limits.check("writeBatchSize", writeBatchSize(), 1, 1000);
        Limits.check("prepareConcurrency", prepareConcurrency().orElse(1), 1, Limits.CONCURRENCY);
        Limits.check("embedConcurrency", embedConcurrency().orElse(1), 1, Limits.CONCURRENCY);
        Limits.check("writeConcurrency", writeConcurrency(), 1, Limits.CONCURRENCY);
        if (!SharedDocuments.NAME.matcher(sharedBudget().orElse("none")).matches()) {
            throw new IllegalArgumentException(
                    "'sharedBudget' must be lower-case letters, digits, hyphens and underscores, at most 64, but is '"
                            + sharedBudget().orElseThrow() + "'");
        }
        Limits.check("memoryBudget", memoryBudget(), 1 << 20, Limits.BYTES);
        Limits.check("overlap", overlap(), Duration.ZERO, Limits.PERIOD);
        Limits.check("leaseTtl", leaseTtl(), Duration.ofSeconds(1), Limits.WAIT);
        Limits.check("checkpointInterval", checkpointInterval(), Duration.ofMillis(1), Limits.WAIT);
        Limits.check("chunkTokens", chunkTokens(), 8, Limits.COUNT);
        Limits.check("chunkOverlapTokens", chunkOverlapTokens(), 0, chunkTokens() / 2);
        Limits.check("errorBudget", errorBudget(), 1, Integer.MAX_VALUE);
        if (!(errorShare() >= 0 && errorShare() <= 1)) {
            throw new IllegalArgumentException("'errorShare' must be from 0 to 1, but is " + errorShare());
        }
    }

    /**
     * Starts settings.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link EngineSettings}; not thread-safe. */
    final class Builder extends ImmutableEngineSettings.Builder {
        Builder() {}
    }
}
