package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of a publication that have rows of the models, those of their children among them. */
final class SignalTables {

    private static final String PUBLISHED =
            "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?";

    /** A table, its partitions and what inherits from it: rows are reported as those of either. */
    private static final String PARTS = """
            WITH RECURSIVE part(id, depth) AS (
                SELECT to_regclass(?)::oid, 0
                UNION
                SELECT inhrelid, depth + 1 FROM pg_inherits JOIN part ON inhparent = id)
            SELECT c.oid, nspname || '.' || relname
              FROM part JOIN pg_class c ON c.oid = id JOIN pg_namespace n ON n.oid = relnamespace
             WHERE relkind IN ('r', 'p') ORDER BY depth, c.oid""";

    private static final String ANCESTORS = """
            WITH RECURSIVE whole(id) AS (
                SELECT CAST(? AS oid)
                UNION
                SELECT inhparent FROM pg_inherits JOIN whole ON inhrelid = id)
            SELECT id FROM whole""";

    private final Connection connection;
    private final Dialect dialect;
    private final String publication;
    private final Set<String> published;
    private final Map<Long, List<SignalTable>> tables = new HashMap<>();
    private final Set<ModelName> models = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();

    private SignalTables(SqlSession session, String publication) throws SQLException {
        this.connection = session.connection();
        this.dialect = session.dialect();
        this.publication = publication;
        this.published =
                new HashSet<>(JdbcStatements.list(connection, row -> row.getString(1), PUBLISHED, publication));
    }

    /**
     * Finds the tables of models.
     *
     * @param shapes the models
     * @throws SetupException if none of them is published
     */
    static SignalTables read(SqlSession session, String publication, List<ModelShape> shapes) throws SQLException {
        SignalTables found = new SignalTables(session, publication);
        for (ModelShape shape : shapes) {
            found.add(shape);
        }
        if (found.models.isEmpty()) {
            throw new SetupException("No model can be signalled. " + String.join(". ", found.warnings));
        }
        return found;
    }

    private void add(ModelShape shape) throws SQLException {
        List<KeyKind> kinds = shape.keys().stream().map(KeyColumn::kind).toList();
        boolean isPublished = add(
                shape.settings().relation(shape.model().value()),
                new SignalTable(shape.model(), names(shape.keys()), kinds));
        for (ChildShape child : shape.children().values()) {
            isPublished |= add(
                    child.settings().relation(child.field()),
                    new SignalTable(shape.model(), names(child.parent()), kinds));
        }
        if (isPublished) {
            models.add(shape.model());
        }
    }

    private static List<String> names(List<KeyColumn> keys) {
        return keys.stream().map(KeyColumn::name).toList();
    }

    private record Part(long oid, String name) {}

    private boolean add(Relation relation, SignalTable table) throws SQLException {
        List<Part> parts = relation.table().isEmpty()
                ? List.of()
                : JdbcStatements.list(
                        connection, row -> new Part(row.getLong(1), row.getString(2)), PARTS, relation.name(dialect));
        if (parts.isEmpty()) {
            warnings.add("Changes of " + table.model() + " in " + relation
                    + " are not signalled, since it is no table: listings find them");
            return false;
        }
        tables.computeIfAbsent(parts.get(0).oid(), unused -> new ArrayList<>()).add(table);
        if (parts.stream().noneMatch(part -> published.contains(part.name()))) {
            warnings.add(
                    "Changes of " + table.model() + " in " + relation + " are not signalled, since the publication "
                            + publication + " lacks it: ALTER PUBLICATION " + publication + " ADD TABLE "
                            + parts.get(0).name()
                            + ", if it has a primary key");
            return false;
        }
        return true;
    }

    /** The tables that a table belongs to, as a partition or by inheritance, and itself, by their numbers. */
    static List<Long> ancestors(SqlSession session, long oid) throws SQLException {
        return JdbcStatements.list(session.connection(), row -> row.getLong(1), ANCESTORS, oid);
    }

    /** What a table with some number has rows of. */
    List<SignalTable> of(long oid) {
        return tables.getOrDefault(oid, List.of());
    }

    /** The models of which signals come. */
    Set<ModelName> models() {
        return models;
    }

    /** Why others have none, a sentence each. */
    List<String> warnings() {
        return warnings;
    }
}
