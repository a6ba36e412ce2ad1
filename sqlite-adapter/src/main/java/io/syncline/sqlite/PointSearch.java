package io.syncline.sqlite;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An exact search: compares the query with every vector.
 *
 * @param connection in a transaction
 * @param query what to look for
 */
record PointSearch(Connection connection, SinkQuery query) {

    /** So few records are read one by one, which takes less than to read their model into the cache. */
    private static final int FEW = 2000;

    List<SinkHit> run(VectorCache cache) throws SQLException {
        List<Models.Stored> models = Models.searched(connection, query);
        if (models.isEmpty()) {
            return List.of();
        }
        checkDimension(connection, query);
        float[] vector = query.embedding().toArray();
        VectorBlob.normalise(vector);
        TopHits hits = new TopHits(query.limit());
        ChosenRecords chosen = new ChosenRecords(connection, query);
        for (Models.Stored model : models) {
            Optional<Set<RecordId>> records = chosen.of(model);
            if (records.isPresent() && records.get().size() <= FEW) {
                VectorCache.scanSome(
                        connection,
                        new VectorCache.Some(model, records.get(), query.includeQuarantined()),
                        vector,
                        hits);
            } else {
                scan(cache, model, vector, records.isEmpty() ? hits : hits.only(records.get()));
            }
        }
        return describe(hits.best());
    }

    private void scan(VectorCache cache, Models.Stored model, float[] vector, ScoredChunks hits) throws SQLException {
        if (query.includeQuarantined()) {
            VectorCache.scanAll(connection, model, vector, hits);
        } else {
            cache.scan(connection, model, vector, hits);
        }
    }

    /** Refuses a query by another embedder. */
    static void checkDimension(Connection connection, SinkQuery query) throws SQLException {
        long dimension = IndexEmbedder.dimension(connection);
        if (dimension != query.embedding().dimension()) {
            throw new SetupException(
                    "The query's vector has dimension " + query.embedding().dimension()
                            + "; the index stores vectors of dimension " + dimension
                            + ". Search with the embedder that the index was synced with");
        }
    }

    private List<SinkHit> describe(List<TopHits.Hit> best) throws SQLException {
        List<SinkHit> hits = new ArrayList<>(best.size());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT text, payload FROM point WHERE model = ? AND record_id = ? AND chunk_index = ?")) {
            for (TopHits.Hit hit : best) {
                JdbcStatements.bind(statement, hit.model().id(), hit.record().value(), hit.chunk());
                hits.add(describe(statement, hit));
            }
        }
        return hits;
    }

    private static SinkHit describe(PreparedStatement statement, TopHits.Hit hit) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            String text = row.getString(1);
            Payload payload = IndexPayload.read(row.getString(2));
            return new SinkHit(hit.model().name(), hit.record(), hit.score(), text, hit.chunk(), payload);
        }
    }
}
