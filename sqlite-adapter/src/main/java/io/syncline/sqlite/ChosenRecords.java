package io.syncline.sqlite;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.PayloadJson;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records that a query limits the search to, by their ids and payloads. The payload is that of the first chunk, which is never
 * older than those of the others.
 *
 * @param connection in a transaction
 * @param query which records to search
 */
record ChosenRecords(Connection connection, SinkQuery query) {

    private static final String PAYLOADS = "SELECT record_id, payload FROM point WHERE model = ? AND chunk_index = 0";

    private static final String WORD_ROWS = """
            SELECT word_row FROM json_each(?) AS wanted
            CROSS JOIN point ON model = ? AND record_id = wanted.value WHERE word_row IS NOT NULL
            """;

    /** Whether the query leaves any record out. */
    boolean isLimited() {
        return query.where().isPresent() || !query.records().isEmpty();
    }

    /** The chosen records of a model; empty if all are. */
    Optional<Set<RecordId>> of(Models.Stored model) throws SQLException {
        if (query.where().isEmpty()) {
            return isLimited() ? Optional.of(query.records()) : Optional.empty();
        }
        SqlCondition.Translator translator = new SqlCondition.Translator();
        SqlCondition condition = translator.translate(query.where().get());
        List<Object> parameters = new ArrayList<>(List.of(model.id()));
        String sql = PAYLOADS + " AND " + condition.sql();
        parameters.addAll(condition.parameters());
        if (!query.records().isEmpty()) {
            sql += " AND record_id IN (SELECT value FROM json_each(?))";
            parameters.add(IdColumn.json(query.records()));
        }
        Set<RecordId> chosen = new LinkedHashSet<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, sql, parameters.toArray());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                RecordId record = IdColumn.read(rows, 1);
                if (translator.isExact() || query.accepts(record, IndexPayload.read(rows.getString(2)))) {
                    chosen.add(record);
                }
            }
        }
        return Optional.of(chosen);
    }

    /** The numbers of the terms of all chosen records, as a JSON array. */
    String wordRows(Iterable<Models.Stored> models) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        for (Models.Stored model : models) {
            try (PreparedStatement statement = JdbcStatements.prepare(
                            connection, WORD_ROWS, IdColumn.json(of(model).orElseThrow()), model.id());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return PayloadJson.array(numbers);
    }
}
