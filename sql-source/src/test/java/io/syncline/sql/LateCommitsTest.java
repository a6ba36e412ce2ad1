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
import io.syncline.sql.internal.dialect.VirtualTimeDialect;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of transactions of up to an hour, which commit between and within syncs that look back a minute. The
 * database is a file whose clock and running transactions are virtual; everything else is the source as it is used.
 */
class LateCommitsTest {

    /** A build plays as many as of the simulator; more than a thousand take too long for every night. */
    private static final int HISTORIES = Math.min(1000, Integer.getInteger("syncline.histories", 200));

    private static final int SYNCS = 6;
    private static final int STEPS_BETWEEN = 12;
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SqliteDatabase database;

    @BeforeEach
    void create(@TempDir Path folder) {
        database = new SqliteDatabase(folder);
        database.execute("PRAGMA synchronous = OFF");
        database.execute("CREATE TABLE products (id integer PRIMARY KEY, name text, updated_at integer)");
        database.execute("CREATE TABLE clock (now integer)");
        database.execute("INSERT INTO clock VALUES (0)");
        database.execute("CREATE TABLE activity (began integer)");
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdownNow();
    }

    @Test
    void noChangeShouldBeLostOrEmbeddedTwiceWhenTransactionsAreLongerThanTheOverlap() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Played played = play(seed, true);
            assertThat(played.stored()).as("stored in the end, seed %d", seed).isEqualTo(played.expected());
            assertThat(played.embedded()).as("embedded texts, seed %d", seed).doesNotHaveDuplicates();
        }
    }

    /** What the source prevents: the histories would find it. */
    @Test
    void changesShouldBeLostWhenRunningTransactionsAreNotKnown() {
        long losses = IntStream.range(0, 40)
                .mapToObj(seed -> play(seed, false))
                .filter(played -> !played.stored().equals(played.expected()))
                .count();
        assertThat(losses).isPositive();
    }

    private record Played(Map<Long, String> expected, Map<Long, String> stored, List<String> embedded) {}

    private Played play(int seed, boolean shown) {
        ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
        ShopHistory history = new ShopHistory(database, clock, seed);
        InMemoryVectorSink sink = new InMemoryVectorSink();
        List<String> embedded = new ArrayList<>();
        try (SqlRecordSource source = source(shown);
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

    private SqlRecordSource source(boolean shown) {
        JdbcAddress address = new JdbcAddress(database.url(), new VirtualTimeDialect(shown));
        SqlLogin login = new SqlLogin(address, Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
        SqlModel model = SqlModel.builder()
                .key(List.of("id"))
                .version("updated_at")
                .versionUnit(ChronoUnit.MILLIS)
                .build();
        return new SqlRecordSource(
                "shop",
                new SqlConnections("shop", login, 2),
                new ModelCatalog("shop", Map.of(SqlFixture.PRODUCTS, model), ZoneOffset.UTC),
                ZoneOffset.UTC);
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
