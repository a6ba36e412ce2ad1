package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.sink.ConditionTranslator;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The points that a query may find, as a condition of SQL that begins with AND.
 *
 * @param sql the condition
 * @param parameters its parameters
 * @param isExact whether the points need not be checked
 * @param query what to check others by
 */
record SearchedPoints(String sql, List<Object> parameters, boolean isExact, SinkQuery query) {

    /** The most points that are compared with a query one by one although there is an index. */
    private static final int FEW = 10_000;

    private static final String FEW_MATCH = """
        SELECT count(*) FROM (SELECT 1 FROM %s WHERE model = ANY (?)%s LIMIT ?) AS limited
        """;

    static SearchedPoints of(SinkQuery asked) {
        SinkQuery query = SinkQuery.builder()
                .from(asked)
                .where(asked.where().map(StorableCondition::of))
                .build();
        StringBuilder sql = new StringBuilder(query.includeQuarantined() ? "" : " AND quarantined_since IS NULL");
        List<Object> parameters = new ArrayList<>();
        if (!query.records().isEmpty()) {
            RecordKeys keys = RecordKeys.of(query.records());
            sql.append(" AND (" + RecordKeys.COLUMNS + ") IN (SELECT * FROM unnest(?::text[], ?::bigint[]))");
            parameters.add(keys.texts());
            parameters.add(keys.numbers());
        }
        ConditionTranslator<String> translator = new JsonPathCondition();
        query.where().ifPresent(where -> {
            sql.append(" AND payload::jsonb @@ ?::jsonpath");
            parameters.add(translator.translate(where));
        });
        return new SearchedPoints(sql.toString(), parameters, translator.isExact(), query);
    }

    /** Whether a point that was found satisfies the query. */
    boolean accepts(SinkHit hit) {
        return isExact || query.accepts(hit.id(), hit.payload());
    }

    /** Whether so few points match that to compare each of them takes less than to scan an index for them. */
    boolean areFew(Connection connection, Generation generation, Integer[] models) throws SQLException {
        return !parameters.isEmpty()
                && JdbcStatements.number(
                                connection,
                                FEW_MATCH.formatted(generation.points(), sql),
                                with(List.of((Object) models), List.of(FEW + 1)))
                        <= FEW;
    }

    /** The parameters of a statement that has others before and after this condition. */
    Object[] with(List<Object> before, List<Object> after) {
        return Stream.of(before, parameters, after).flatMap(List::stream).toArray();
    }
}
