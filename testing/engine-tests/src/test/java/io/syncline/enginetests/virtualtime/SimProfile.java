package io.syncline.enginetests.virtualtime;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.RetrySettings;
import io.syncline.testkit.memory.PageShape;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The parameters of a history, drawn from its seed. Each history stresses something else: one has many crashes and no
 * faults, another one long pauses and a slow sink.
 */
final class SimProfile {

    /** How the embedder fails over a poisoned text. */
    enum PoisonKind {
        REFUSAL,
        SERVER_ERROR,
        UNUSABLE_ANSWER,
        /** An answer that means a wrong setting, if all texts get it; only of embedders. */
        LIKE_A_WRONG_SETUP;

        static final List<PoisonKind> OF_ANY_PORT = List.of(REFUSAL, SERVER_ERROR, UNUSABLE_ANSWER);

        SyncException failure(String message) {
            return switch (this) {
                case REFUSAL -> new RejectedException(message);
                case SERVER_ERROR -> new TransientException(message, null);
                case UNUSABLE_ANSWER -> new UnknownOutcomeException(message);
                case LIKE_A_WRONG_SETUP -> new SetupException(message);
            };
        }

        /** How the sink fails over a poisoned document: what it says of the setup, it says of all. */
        PoisonKind ofSink() {
            return this == LIKE_A_WRONG_SETUP ? REFUSAL : this;
        }
    }

    final int records;
    final int processes;
    final int actions;
    final Duration actionGap;
    final Duration editGap;
    final Duration overlap;
    final Duration leaseTtl;
    final Duration gracePeriod;
    final double crashes;
    final double pauses;
    final double cancels;
    final double failing;
    final double unknown;
    final double crashesInCalls;
    final double interleaving;
    final double poison;
    final PoisonKind poisonKind;
    final double blindness;
    final double redeployments;
    final double hiding;
    final double limits;
    final double repairs;
    final boolean includeArchived;
    final boolean silentSink;
    final boolean unorderedSink;
    final int sources;
    final int sinks;
    final int stores;
    final double strikes;
    final double jumps;
    final double renames;
    final double stateLosses;
    final SimIds ids;
    final PageShape pages;
    final double fieldFaults;
    final double passingFieldFaults;
    /** Whether everything was synced, and long enough ago, before anything happens. */
    final boolean established;

    private final EngineSettings settings;
    private final Map<Work, Long> latencies = new EnumMap<>(Work.class);

    /**
     * A profile.
     *
     * @param random decides most
     * @param fieldRandom decides about faults of fields, the beginning and answers like a wrong setup
     */
    SimProfile(RandomGenerator random, RandomGenerator fieldRandom) {
        records = random.nextInt(8) == 0 ? 30 + random.nextInt(30) : 3 + random.nextInt(20);
        processes = 1 + random.nextInt(3);
        actions = 4 + random.nextInt(14);
        actionGap = Duration.ofMillis(pick(random, 100, 1000, 6000, 20_000));
        editGap = Duration.ofMillis(pick(random, 100, 500, 2000, 10_000));
        overlap = Duration.ofSeconds(pick(random, 0, 1, 2, 5, 20));
        leaseTtl = Duration.ofSeconds(pick(random, 1, 3, 10));
        gracePeriod = Duration.ofMillis(pick(random, 1, 5000, 60_000, 3_600_000));
        crashes = rate(random, 0.3);
        pauses = rate(random, 0.3);
        cancels = rate(random, 0.2);
        failing = rate(random, 0.15);
        unknown = rate(random, 0.15);
        crashesInCalls = rate(random, 0.01);
        interleaving = rate(random, 0.1);
        poison = rate(random, 0.2);
        PoisonKind ofAnyPort = PoisonKind.OF_ANY_PORT.get(random.nextInt(PoisonKind.OF_ANY_PORT.size()));
        blindness = rate(random, 0.1);
        redeployments = rate(random, 0.1);
        hiding = rate(random, 0.6);
        limits = rate(random, 0.8);
        repairs = rate(random, 0.4);
        includeArchived = random.nextBoolean();
        silentSink = random.nextInt(3) == 0;
        unorderedSink = random.nextInt(3) == 0;
        sources = 1 + random.nextInt(3) * random.nextInt(2);
        sinks = 1 + random.nextInt(2);
        stores = random.nextInt(4) == 0 ? 2 : 1;
        strikes = random.nextInt(2) * 0.6 * random.nextDouble();
        jumps = rate(random, 0.6);
        renames = rate(random, 0.3);
        // tokens of runs come from the clock of the store, once the states are lost
        stateLosses = rate(random, 0.3);
        ids = List.of(SimIds.values()).get(random.nextInt(SimIds.values().length));
        pages = List.of(PageShape.values()).get(random.nextInt(PageShape.values().length));
        fieldFaults = rate(fieldRandom, 0.3);
        passingFieldFaults = rate(fieldRandom, 0.3);
        established = fieldRandom.nextInt(3) == 0;
        poisonKind = fieldRandom.nextInt(4) == 0 ? PoisonKind.LIKE_A_WRONG_SETUP : ofAnyPort;
        long base = pick(random, 5, 40, Math.min(200, leaseTtl.toMillis() / 20));
        for (Work work : Work.values()) {
            latencies.put(
                    work,
                    Duration.ofMillis(1 + base * (1 + random.nextInt(10)) / 5).toNanos());
        }
        settings = draw(random);
    }

    private EngineSettings draw(RandomGenerator random) {
        return EngineSettings.builder()
                .fetchBatchSize(1 + random.nextInt(12))
                .fetchConcurrency(1 + random.nextInt(3))
                .embedBatchSize(1 + random.nextInt(8))
                .writeBatchSize(1 + random.nextInt(6))
                .prepareConcurrency(1 + random.nextInt(3))
                .embedConcurrency(1 + random.nextInt(4))
                .writeConcurrency(1 + random.nextInt(4))
                .overlap(overlap)
                .leaseTtl(leaseTtl)
                .checkpointInterval(Duration.ofMillis(pick(random, 100, 700, 5000)))
                .chunkTokens(8)
                .chunkOverlapTokens(random.nextInt(3))
                .errorBudget(1000)
                .retry(RetrySettings.builder()
                        .firstWait(Duration.ofMillis(50))
                        .longestWait(Duration.ofSeconds(2))
                        .giveUpAfter(Duration.ofSeconds(pick(random, 0, 4, 30)))
                        .build())
                .build();
    }

    EngineSettings settings() {
        return settings;
    }

    /** How long a call takes. */
    long latency(Work work, RandomGenerator random) {
        return 1 + (long) (latencies.get(work) * (0.1 + 2 * random.nextDouble() * random.nextDouble()));
    }

    /** The greatest delay of a lost message. */
    Duration longestDelay() {
        return leaseTtl.multipliedBy(5);
    }

    private static long pick(RandomGenerator random, long... values) {
        return values[random.nextInt(values.length)];
    }

    private static double rate(RandomGenerator random, double most) {
        return random.nextInt(3) == 0 ? most * random.nextDouble() : 0;
    }
}
