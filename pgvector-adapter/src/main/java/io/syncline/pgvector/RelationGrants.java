package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The rights and options of a relation, which another one takes over.
 *
 * @param grants rights of others than the owner
 * @param options storage parameters, such as {@code security_invoker=true}
 */
record RelationGrants(List<Grant> grants, List<String> options) {

    private static final String GRANTS = """
        SELECT privilege_type, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
          is_grantable
        FROM pg_catalog.pg_class AS c, aclexplode(c.relacl) AS a
        WHERE c.oid = CAST(? AS text)::regclass AND a.grantee <> c.relowner
        """;

    private static final String OPTIONS =
            "SELECT unnest(reloptions) FROM pg_catalog.pg_class WHERE oid = CAST(? AS text)::regclass";

    /**
     * A right.
     *
     * @param right such as SELECT
     * @param role who has it, as SQL names it
     * @param grantable whether that role may grant it
     */
    record Grant(String right, String role, boolean grantable) {}

    static RelationGrants of(Connection connection, String relation) throws SQLException {
        return new RelationGrants(
                JdbcStatements.list(
                        connection,
                        row -> new Grant(row.getString(1), row.getString(2), row.getBoolean(3)),
                        GRANTS,
                        relation),
                JdbcStatements.list(connection, row -> row.getString(1), OPTIONS, relation));
    }

    void applyToTable(Connection connection, String table) throws SQLException {
        for (Grant grant : grants) {
            JdbcStatements.run(
                    connection,
                    "GRANT " + grant.right() + " ON " + table + " TO " + grant.role()
                            + (grant.grantable() ? " WITH GRANT OPTION" : ""));
        }
    }

    void applyToView(Connection connection, String view) throws SQLException {
        applyToTable(connection, view);
        if (!options.isEmpty()) {
            JdbcStatements.run(connection, "ALTER VIEW " + view + " SET (" + String.join(", ", options) + ")");
        }
    }
}
