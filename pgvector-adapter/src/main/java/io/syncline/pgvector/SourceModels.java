package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a generation stores of each source, and changes of all that is stored of one.
 *
 * @param connection in a transaction
 * @param generation the tables
 */
record SourceModels(Connection connection, Generation generation) {

    private static final String CONTENTS = """
        SELECT source, name, source_database, records FROM %1$s AS m, LATERAL (
          SELECT count(*) AS records FROM (
            SELECT DISTINCT record_text, record_number FROM %2$s AS p WHERE p.model = m.id) AS record) AS counted
        WHERE records > 0 ORDER BY source, name
        """;

    private static final String DIFFERENT = """
        SELECT count(*) FROM %1$s AS a WHERE model = ? AND NOT EXISTS (
          SELECT 1 FROM %1$s AS b WHERE b.model = ? AND b.record_text = a.record_text
            AND b.record_number = a.record_number AND b.chunk_index = a.chunk_index
            AND b.content_hash = a.content_hash AND b.fingerprint = a.fingerprint AND b.embedding = a.embedding)
        """;

    /** The models that have points, ordered by source and name. */
    List<ModelKey> keys() throws SQLException {
        return JdbcStatements.list(
                connection,
                row -> new ModelKey(row.getString(1), ModelName.of(row.getString(2))),
                "SELECT source, name FROM " + generation.models() + " AS m WHERE EXISTS (SELECT 1 FROM "
                        + generation.points() + " AS p WHERE p.model = m.id) ORDER BY source, name");
    }

    List<SourceContent> contents() throws SQLException {
        return JdbcStatements.list(
                connection, SourceModels::content, CONTENTS.formatted(generation.models(), generation.points()));
    }

    private static SourceContent content(ResultSet row) throws SQLException {
        return new SourceContent(
                new ModelKey(row.getString(1), ModelName.of(row.getString(2))),
                row.getLong(4),
                Optional.ofNullable(row.getString(3)));
    }

    /** The databases that the marks of a source name. */
    List<String> databases(String source) throws SQLException {
        return JdbcStatements.list(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT source_database FROM " + generation.models()
                        + " WHERE source = ? AND source_database IS NOT NULL ORDER BY source_database",
                source);
    }

    void rename(ModelKey from, ModelKey to, long epoch) throws SQLException {
        hold();
        int model = models().id(from);
        if (model == 0 || from.equals(to)) {
            return;
        }
        refuseNewer(from, epoch);
        refuseNewer(to, epoch);
        int present = models().id(to);
        if (present != 0) {
            keepGreaterMark(from, to);
        }
        if (present == 0 || hasPoints(model)) {
            replace(model, present, from, to);
        } else {
            delete(model);
        }
    }

    private void replace(int model, int present, ModelKey from, ModelKey to) throws SQLException {
        long different = JdbcStatements.number(connection, DIFFERENT.formatted(generation.points()), present, model);
        if (different > 0) {
            throw new SetupException("The collection has " + different + " points of " + to
                    + " that are not copies of those of " + from
                    + "; nothing was renamed. Drop one of the two sources, or use another name");
        }
        delete(present);
        models().rename(model, to);
    }

    /** Gives both names the greater mark, since only one of the rows stays. */
    private void keepGreaterMark(ModelKey from, ModelKey to) throws SQLException {
        Optional<SinkMark> moving = models().mark(from);
        Optional<SinkMark> present = models().mark(to);
        long old = value(moving);
        long other = value(present);
        if (old < other) {
            models().raiseMark(from, old, present.orElseThrow());
        } else if (other < old) {
            models().raiseMark(to, other, moving.orElseThrow());
        }
    }

    private static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }

    void drop(ModelKey key, long epoch) throws SQLException {
        hold();
        refuseNewer(key, epoch);
        delete(models().id(key));
    }

    /** Waits for writes in flight, and lets none begin until the end of the transaction. */
    private void hold() throws SQLException {
        JdbcStatements.list(
                connection, row -> row.getInt(1), "SELECT id FROM " + generation.models() + " ORDER BY id FOR UPDATE");
    }

    private boolean hasPoints(int model) throws SQLException {
        String sql =
                "SELECT count(*) FROM (SELECT 1 FROM " + generation.points() + " WHERE model = ? LIMIT 1) AS limited";
        return JdbcStatements.number(connection, sql, model) > 0;
    }

    private void refuseNewer(ModelKey key, long epoch) throws SQLException {
        long newest = JdbcStatements.number(
                connection, "SELECT max(epoch) FROM " + generation.points() + " WHERE model = ?", models().id(key));
        if (newest > epoch) {
            throw new LostRaceException("Points of " + key + " were stored by a newer run (epoch " + newest
                    + ") than this change of epoch " + epoch + "; nothing was changed. Let the newer run finish");
        }
    }

    private void delete(int model) throws SQLException {
        JdbcStatements.update(connection, "DELETE FROM " + generation.points() + " WHERE model = ?", model);
        models().delete(model);
    }

    private StoredModels models() {
        return new StoredModels(connection, generation);
    }
}
