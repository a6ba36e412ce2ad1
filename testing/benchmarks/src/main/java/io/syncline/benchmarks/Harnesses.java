package io.syncline.benchmarks;

import io.syncline.benchmarks.embedding.AnswerCost;
import io.syncline.benchmarks.embedding.QuotaUse;
import io.syncline.benchmarks.endtoend.CleanupCost;
import io.syncline.benchmarks.endtoend.EndToEnd;
import io.syncline.benchmarks.endtoend.IdleSync;
import io.syncline.benchmarks.endtoend.McpStart;
import io.syncline.benchmarks.endtoend.ProcessStart;
import io.syncline.benchmarks.endtoend.SignalFreshness;
import io.syncline.benchmarks.filters.FilteredSearches;
import io.syncline.benchmarks.odoo.DecodingCost;
import io.syncline.benchmarks.postgres.MillionRows;
import io.syncline.benchmarks.postgres.PgvectorWrites;
import io.syncline.benchmarks.postgres.SignalLatency;
import io.syncline.benchmarks.postgres.SqlReads;
import io.syncline.benchmarks.qdrant.QdrantListing;
import io.syncline.benchmarks.qdrant.QdrantWrites;
import io.syncline.benchmarks.retrieval.OdooRetrieval;
import io.syncline.benchmarks.retrieval.Retrieval;
import java.util.List;
import java.util.stream.Stream;

/** All harnesses, in the order of the benchmark page. A new one is added here. */
final class Harnesses {

    private Harnesses() {}

    static List<Harness> all() {
        return List.of(
                new EngineCost(),
                new MicroCosts(),
                new DecodingCost(),
                new AnswerCost(),
                new QuotaUse(),
                new Growth(),
                new KeyCosts(),
                new Retrieval(),
                new EndToEnd(),
                new IdleSync(),
                new SignalFreshness(),
                new ProcessStart(),
                new McpStart(),
                new CleanupCost(),
                new QdrantWrites(),
                new QdrantListing(),
                new FilteredSearches(),
                new PgvectorWrites(),
                new SqlReads(),
                new SignalLatency(),
                new MillionRows());
    }

    /** Those that need a server which the build cannot start; they run only when they are named. */
    static List<Harness> ofServers() {
        return List.of(new OdooRetrieval());
    }

    static List<Harness> named(List<String> names) {
        return names.stream().map(Harnesses::named).toList();
    }

    private static Harness named(String name) {
        return Stream.concat(all().stream(), ofServers().stream())
                .filter(harness -> harness.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown benchmark: " + name));
    }
}
