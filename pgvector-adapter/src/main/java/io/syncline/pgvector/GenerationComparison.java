package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.reindex.ListingDiff;
import io.syncline.core.adapter.reindex.ModelDiff;
import io.syncline.core.adapter.reindex.ReservoirSample;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.ReindexReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Compares a generation that is being built with the one that serves.
 *
 * @param transactions the database
 * @param leastIndexed the number of points from which on there are indexes
 */
record GenerationComparison(PgvectorTransactions transactions, int leastIndexed) {

    ReindexReport compare(
            Generation serving,
            Generation building,
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing,
            Map<ModelKey, Set<RecordId>> excluded) {
        ListingDiff diff = new ListingDiff(listing(serving), listing(building));
        ReservoirSample<IndexRecall.Sampled> sample = new ReservoirSample<>();
        List<ModelComparison> models = new ArrayList<>();
        for (ModelKey key : models(serving)) {
            ModelDiff ofModel = new ModelDiff(key, existing, excluded.getOrDefault(key, Set.of()));
            models.add(diff.compare(key, ofModel, record -> sample.add(new IndexRecall.Sampled(key, record.id()))));
        }
        return new ReindexReport(
                serving.table(), building.table(), models, isIndexed(building), recall(building, sample), false);
    }

    private ListingDiff.Listing listing(Generation generation) {
        return (key, range, limit) -> transactions.query(
                "list records of " + key,
                connection -> new PointListing(connection, generation, key).ids(range, limit));
    }

    private double recall(Generation building, ReservoirSample<IndexRecall.Sampled> sample) {
        return transactions.readAtLength(
                "search " + building.points(),
                connection -> new IndexRecall(connection, opened(connection, building)).of(sample.points()));
    }

    /** The models that have points, ordered by source and name. */
    List<ModelKey> models(Generation generation) {
        return transactions.query(
                "list the models of " + generation.points(),
                connection -> new SourceModels(connection, generation).keys());
    }

    boolean isIndexed(Generation generation) {
        return transactions.query("read the indexes of " + generation.points(), connection -> {
            CollectionIndexes indexes = new CollectionIndexes(connection, opened(connection, generation));
            return !indexes.areMissing() || !indexes.areWorthwhile(leastIndexed);
        });
    }

    private static OpenedCollection opened(Connection connection, Generation generation) throws SQLException {
        EmbedderFingerprint embedder =
                CollectionFacts.read(connection, generation).embedder().orElseThrow();
        return new OpenedCollection(generation, VectorType.of(embedder.dimension()));
    }
}
