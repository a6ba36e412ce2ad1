package io.syncline.core.settings;

import io.syncline.core.port.SharedDocuments;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How an engine works. Everything has a default that suits most uses. */
@Value.Immutable
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
     * Calls to the source at once, as far as the memory budget allows. More than one serves where a page takes long to
     * travel rather than to make; it costs a listing of ids ahead of the records.
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
     * Pages turned into documents at once.
     *
     * @return a positive number, or empty for one per processor
     */
    OptionalInt prepareConcurrency();

    /**
     * The name of a budget in the metadata store through which all engines that name it share one quota of the embedder,
     * over threads, processes and hosts. They are configured with the same quota, all of it. It is a name for people,
     * such as that of an account; it is stored as it is, so it is nothing secret.
     *
     * @return lower-case letters, digits, hyphens and underscores, at most 64; or empty if the quota is this engine's
     *     alone
     */
    Optional<String> sharedBudget();

    /**
     * Calls to the embedder at once.
     *
     * @return a positive number, or empty for what the embedder asks for
     */
    OptionalInt embedConcurrency();

    /**
     * Writing calls to the sink at once.
     *
     * @return a positive number; 4 by default
     */
    @Value.Default
    default int writeConcurrency() {
        return 4;
    }

    /**
     * The most memory that records under way may take, by an estimate; no further page is fetched beyond it.
     *
     * @return bytes; 32 MiB by default
     */
    @Value.Default
    default long memoryBudget() {
        return 32L << 20;
    }

    /**
     * How far a run looks back behind the start of the last one: longer than the longest transaction of the source and
     * any difference of its clocks. What is read again and has not changed is not embedded again.
     *
     * @return a duration; 10 min by default
     */
    @Value.Default
    default Duration overlap() {
        return Duration.ofMinutes(10);
    }

    /**
     * How long a run that stops responding keeps others out.
     *
     * @return a duration of at least 1 s; 60 s by default
     */
    @Value.Default
    default Duration leaseTtl() {
        return Duration.ofSeconds(60);
    }

    /**
     * How often a run saves how far it got.
     *
     * @return a positive duration; 5 s by default
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
     * How failures that may pass are waited out.
     *
     * @return retry settings
     */
    @Value.Default
    default RetrySettings retry() {
        return RetrySettings.builder().build();
    }

    /**
     * The number of failed records from which on a run stops if most records fail.
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
     * What to do if a model is no longer made into documents as before.
     *
     * @return {@link FingerprintChange#REEMBED} by default
     */
    @Value.Default
    default FingerprintChange onFingerprintChange() {
        return FingerprintChange.REEMBED;
    }

    /** Refuses what is out of range. */
    @Value.Check
    default void check() {
        Range.check("fetchBatchSize", fetchBatchSize(), 1, 1000);
        Range.check("fetchConcurrency", fetchConcurrency(), 1, 16);
        Range.check("embedBatchSize", embedBatchSize(), 1, Integer.MAX_VALUE);
        Range.check("writeBatchSize", writeBatchSize(), 1, 1000);
        Range.check("prepareConcurrency", prepareConcurrency().orElse(1), 1, 1024);
        Range.check("embedConcurrency", embedConcurrency().orElse(1), 1, 1024);
        Range.check("writeConcurrency", writeConcurrency(), 1, 1024);
        if (!SharedDocuments.NAME.matcher(sharedBudget().orElse("none")).matches()) {
            throw new IllegalArgumentException(
                    "sharedBudget must be lower-case letters, digits, hyphens and underscores," + " at most 64, not '"
                            + sharedBudget().orElseThrow() + "'");
        }
        Range.check("memoryBudget", memoryBudget(), 1 << 20, Long.MAX_VALUE);
        Range.check("overlap in s", overlap().toSeconds(), 0, Integer.MAX_VALUE);
        Range.check("leaseTtl in ms", leaseTtl().toMillis(), 1000, Integer.MAX_VALUE);
        Range.check("checkpointInterval in ms", checkpointInterval().toMillis(), 1, Integer.MAX_VALUE);
        Range.check("chunkTokens", chunkTokens(), 8, Integer.MAX_VALUE);
        Range.check("chunkOverlapTokens", chunkOverlapTokens(), 0, chunkTokens() / 2);
        Range.check("errorBudget", errorBudget(), 1, Integer.MAX_VALUE);
        if (!(errorShare() >= 0 && errorShare() <= 1)) {
            throw new IllegalArgumentException("errorShare must be from 0 to 1, not " + errorShare());
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
