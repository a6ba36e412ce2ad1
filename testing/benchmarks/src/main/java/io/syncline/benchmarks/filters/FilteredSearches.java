package io.syncline.benchmarks.filters;

import io.syncline.api.filter.Condition;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.port.BulkLoadingSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/** Recall and time of searches that are limited by a condition, beside unlimited ones, in every sink. */
public final class FilteredSearches implements Harness {

    private static final int HITS = 10;
    private static final int PER_CALL = 500;

    /** A condition, and which ids satisfy it. */
    private record Limit(String name, Optional<Condition> where, LongPredicate chosen) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("none", Optional.empty(), id -> true),
            new Limit("0.1 % by a text", Optional.of(Condition.equal("parent_id.city", "Graz")), id -> id % 1000 == 0),
            new Limit(
                    "0.1 % by a range",
                    Optional.of(Condition.parse("amount > 500 and amount <= 600")), id -> id > 500 && id <= 600),
            new Limit("50 %", Optional.of(Condition.equal("active", true)), id -> id % 2 == 0));

    @Override
    public String name() {
        return "filtered-search";
    }

    @Override
    public String purpose() {
        return "recall and time of searches with a condition, in SQLite, pgvector and Qdrant";
    }

    @Override
    public Section run(Size size) throws Exception {
        FilteredRecords records = new FilteredRecords(size.of(3_000, 100_000));
        int questions = size.of(3, 100);
        Table table = new Table("sink", "condition", "recall of " + HITS, "median ms", "beside none");
        Path directory = Files.createTempDirectory("syncline-filters");
        try (VectorSink sink = SqliteStore.builder()
                .path(directory.resolve("index.db"))
                .build()
                .vectorSink()) {
            measure("SQLite", sink, records, questions, table);
        } finally {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(directory.resolve("index.db" + suffix));
            }
        }
        try (PgvectorProcess server = PgvectorProcess.start("maintenance_work_mem=512MB");
                PgvectorSink sink = PgvectorSink.builder()
                        .url(server.url())
                        .username(PostgresServer.USER)
                        .password(PostgresServer.PASSWORD)
                        .build()) {
            measure("pgvector", sink, records, questions, table);
        }
        try (QdrantProcess server = QdrantProcess.startOnDisk();
                QdrantVectorSink sink = QdrantVectorSink.builder()
                        .host(server.host())
                        .port(server.port())
                        .collection("filters")
                        .build()) {
            measure("Qdrant", sink, records, questions, table);
        }
        return new Section(
                "Searches with conditions",
                String.format(
                        Locale.ROOT,
                        "%,d records of one chunk with %d numbers, which differ in %d directions, in %d questions each; recall against a comparison with all"
                                + " records that match. The indexes are as a first sync leaves them; SQLite has none of vectors, it compares with"
                                + " all from memory. PostgreSQL has `maintenance_work_mem=512MB`, so that its index is built in memory.\n\n%s",
                        records.count(),
                        FilteredRecords.DIMENSION,
                        FilteredRecords.DIRECTIONS,
                        questions,
                        table));
    }

    private static void measure(String name, VectorSink sink, FilteredRecords records, int questions, Table table) {
        sink.prepare(FilteredRecords.schema());
        for (int from = 1; from <= records.count(); from += PER_CALL) {
            sink.upsert(FilteredRecords.KEY, 1, records.documents(from, from + PER_CALL - 1L));
        }
        if (sink instanceof BulkLoadingSink loading) {
            loading.loaded();
        }
        double unlimited = 0;
        for (Limit limit : LIMITS) {
            SplittableRandom random = new SplittableRandom(5);
            List<Double> times = new ArrayList<>();
            int found = 0;
            int expected = 0;
            for (int i = -1; i < questions; i++) {
                Embedding question = records.question(random);
                long begin = System.nanoTime();
                List<Long> hits = hits(sink, limit, question);
                double elapsed = (System.nanoTime() - begin) / 1e6;
                List<Long> right = records.nearest(question, limit.chosen(), HITS);
                if (i >= 0) { // the first one warms up
                    times.add(elapsed);
                    expected += right.size();
                    found += (int) right.stream().filter(hits::contains).count();
                }
            }
            Collections.sort(times);
            double median = times.get(times.size() / 2);
            unlimited = limit.where().isEmpty() ? median : unlimited;
            table.row(name, limit.name(), found / (double) Math.max(1, expected), median, median / unlimited);
        }
    }

    private static List<Long> hits(VectorSink sink, Limit limit, Embedding question) {
        return sink
                .search(SinkQuery.builder()
                        .source(FilteredRecords.KEY.source())
                        .model(FilteredRecords.KEY.model())
                        .embedding(question)
                        .where(limit.where())
                        .limit(HITS)
                        .build())
                .stream()
                .map(hit -> hit.id().number())
                .toList();
    }
}
