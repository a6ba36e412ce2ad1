package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.SourceClock;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of transactions of up to an hour, which commit between and within syncs that look back a minute. Time is virtual;
 * everything else is the source as it is used, on real transactions of PostgreSQL, and on a file.
 */
@ExtendWith(Postgres.class)
class LateCommitsTest {

    /** A build plays as many as of the simulator; more than a thousand take too long for every night. */
    private static final int HISTORIES = Math.min(1000, Integer.getInteger("syncline.histories", 200));

    /** Each of them takes many real transactions. */
    private static final int POSTGRES_HISTORIES = Math.min(1000, Integer.getInteger("syncline.histories", 200) / 10);

    private static final int SYNCS = 6;
    private static final int STEPS_BETWEEN = 12;
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void noChangeShouldBeLostOrEmbeddedTwiceOnAFile(@TempDir Path folder) {
        try (Shop shop = new SqliteShop(folder, true)) {
            assertNothingLost(shop, HISTORIES);
        }
    }

    @Test
    void noChangeShouldBeLostOrEmbeddedTwiceOnPostgres(PostgresServer server) {
        try (Shop shop = new PostgresShop(server)) {
            assertNothingLost(shop, POSTGRES_HISTORIES);
        }
    }

    private void assertNothingLost(Shop shop, int histories) {
        for (int seed = 0; seed < histories; seed++) {
            Played played = play(shop, seed);
            assertThat(played.stored()).as("stored in the end, seed %d", seed).isEqualTo(played.expected());
            assertThat(played.embedded()).as("embedded texts, seed %d", seed).doesNotHaveDuplicates();
        }
    }

    /** What the source prevents: the histories would find it. */
    @Test
    void changesShouldBeLostWhenRunningTransactionsAreNotKnown(@TempDir Path folder) {
        try (Shop shop = new SqliteShop(folder, false)) {
            long losses = IntStream.range(0, 40)
                    .mapToObj(seed -> play(shop, seed))
                    .filter(played -> !played.stored().equals(played.expected()))
                    .count();
            assertThat(losses).isPositive();
        }
    }

    private record Played(Map<Long, String> expected, Map<Long, String> stored, List<String> embedded) {}

    private Played play(Shop shop, int seed) {
        ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
        ShopHistory history = new ShopHistory(shop, clock, seed);
        InMemoryVectorSink sink = new InMemoryVectorSink();
        List<String> embedded = new ArrayList<>();
        try (SqlRecordSource source = shop.source();
                SyncEngine engine = SyncEngine.builder()
                        .source(new Interrupted(source, history))
                        .embedder(new Recorded(embedded))
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(clock))
                        .executor(threads)
                        .settings(EngineSettings.builder()
                                .overlap(OVERLAP)
                                .fetchBatchSize(7)
                                .fetchConcurrency(1)
                                .build())
                        .model(
                                "products",
                                ModelSettings.builder().addFields("name").build())
                        .build()) {
            for (int i = 0; i < SYNCS; i++) {
                for (int step = 0; step < STEPS_BETWEEN; step++) {
                    history.step();
                }
                sync(engine);
            }
            history.settle();
            sync(engine);
            return new Played(history.committed(), stored(sink, source.name()), List.copyOf(embedded));
        }
    }

    private static void sync(SyncEngine engine) {
        SyncReport report = engine.sync(SyncRequest.of("products"));
        assertThat(report.outcome()).as("%s", report.errors()).isEqualTo(RunOutcome.COMPLETED);
    }

    private static Map<Long, String> stored(InMemoryVectorSink sink, String source) {
        return sink.points(new ModelKey(source, SqlFixture.PRODUCTS)).stream()
                .collect(Collectors.toMap(
                        point -> point.record().number(),
                        point -> point.text().replace("Name: ", ""),
                        (a, b) -> a + b,
                        TreeMap::new));
    }

    /** The shop goes on while it is read. */
    private static final class Interrupted extends ForwardingRecordSource implements SourceClock {

        private final SqlRecordSource source;
        private final ShopHistory history;

        Interrupted(SqlRecordSource source, ShopHistory history) {
            super(source);
            this.source = source;
            this.history = history;
        }

        @Override
        public Instant clock() {
            return source.clock();
        }

        @Override
        public RecordPage page(RecordScope scope, IdRange range, int limit) {
            history.step();
            return super.page(scope, range, limit);
        }

        @Override
        public IdPage ids(RecordScope scope, IdRange range, int limit) {
            history.step();
            return super.ids(scope, range, limit);
        }
    }

    private static final class Recorded extends ForwardingEmbedder {

        private final List<String> embedded;

        Recorded(List<String> embedded) {
            super(InMemoryEmbedder.builder().dimension(4).build());
            this.embedded = embedded;
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            synchronized (embedded) {
                embedded.addAll(texts);
            }
            return super.embed(texts, type);
        }
    }
}
