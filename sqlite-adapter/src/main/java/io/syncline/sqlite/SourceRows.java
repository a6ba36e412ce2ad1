package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an index stores of each source, and changes of all that is stored of one.
 *
 * @param connection in a transaction
 */
record SourceRows(Connection connection) {

    private static final String CONTENTS = """
            SELECT source, name, source_database,
              (SELECT count(DISTINCT record_id) FROM point INDEXED BY point_listing WHERE point.model = m.id) AS records
            FROM model AS m ORDER BY source, name
            """;

    private static final String DIFFERENT = """
            SELECT count(*) FROM point AS a WHERE model = ? AND NOT EXISTS (
              SELECT 1 FROM point AS b WHERE b.model = ? AND b.record_id = a.record_id AND b.chunk_index = a.chunk_index
                AND b.content_hash = a.content_hash AND b.fingerprint = a.fingerprint AND b.vector = a.vector)
            """;

    List<SourceContent> contents() throws SQLException {
        List<SourceContent> contents = new ArrayList<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, CONTENTS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ModelKey key = new ModelKey(rows.getString(1), ModelName.of(rows.getString(2)));
                long records = rows.getLong(4);
                if (records > 0) {
                    contents.add(new SourceContent(key, records, Optional.ofNullable(rows.getString(3))));
                }
            }
        }
        return contents;
    }

    void rename(ModelKey from, ModelKey to, long epoch) throws SQLException {
        long model = Models.id(connection, from);
        if (model == 0 || from.equals(to)) {
            return;
        }
        refuseNewer(from, epoch);
        refuseNewer(to, epoch);
        long present = Models.id(connection, to);
        if (present != 0) {
            keepGreaterMark(from, to);
        }
        if (present == 0 || points(model) > 0) {
            replace(model, present, from, to);
        } else {
            delete(model);
        }
    }

    private void replace(long model, long present, ModelKey from, ModelKey to) throws SQLException {
        long different = JdbcStatements.number(connection, DIFFERENT, present, model);
        if (different > 0) {
            throw new SetupException("The index has " + different + " points of " + to
                    + " that are not copies of those of " + from
                    + "; nothing was renamed. Drop one of the two sources, or use another name");
        }
        delete(present);
        Models.rename(connection, model, to);
    }

    /** Gives both names the greater mark, since only one of the rows stays. */
    private void keepGreaterMark(ModelKey from, ModelKey to) throws SQLException {
        Optional<SinkMark> moving = Models.mark(connection, from);
        Optional<SinkMark> present = Models.mark(connection, to);
        long old = value(moving);
        long other = value(present);
        if (old < other) {
            Models.raiseMark(connection, from, old, present.orElseThrow());
        } else if (other < old) {
            Models.raiseMark(connection, to, other, moving.orElseThrow());
        }
    }

    private static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }

    void drop(ModelKey key, long epoch) throws SQLException {
        refuseNewer(key, epoch);
        delete(Models.id(connection, key));
    }

    private long points(long model) throws SQLException {
        return JdbcStatements.number(connection, "SELECT count(*) FROM point WHERE model = ?", model);
    }

    private void refuseNewer(ModelKey key, long epoch) throws SQLException {
        long newest = JdbcStatements.number(
                connection, "SELECT max(epoch) FROM point WHERE model = ?", Models.id(connection, key));
        if (newest > epoch) {
            throw new LostRaceException("Points of " + key + " were stored by a newer run (epoch " + newest
                    + ") than this change of epoch " + epoch + "; nothing was changed. Let the newer run finish");
        }
    }

    private void delete(long model) throws SQLException {
        JdbcStatements.update(connection, "DELETE FROM quarantine WHERE model = ?", model);
        JdbcStatements.update(connection, "DELETE FROM point WHERE model = ?", model);
        JdbcStatements.update(connection, "DELETE FROM model WHERE id = ?", model);
    }
}
