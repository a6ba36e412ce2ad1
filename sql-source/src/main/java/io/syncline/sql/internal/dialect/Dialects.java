package io.syncline.sql.internal.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The databases that have a dialect. */
public final class Dialects {

    private static final Map<String, Dialect> BY_PROTOCOL = Map.of(
            "postgresql", new PostgresDialect(),
            "mysql", new MySqlDialect(),
            "mariadb", new MySqlDialect(),
            "sqlserver", new SqlServerDialect(),
            "oracle", new OracleDialect(),
            "sqlite", new SqliteDialect());

    private Dialects() {}

    /** The dialect for an address such as {@code jdbc:postgresql://localhost/shop}; empty if there is none. */
    public static Optional<Dialect> of(String url) {
        String[] parts = url.toLowerCase(Locale.ROOT).split(":", 3);
        return parts.length < 3 ? Optional.empty() : Optional.ofNullable(BY_PROTOCOL.get(parts[1]));
    }

    /** The second words of addresses that have a dialect. */
    public static List<String> protocols() {
        return BY_PROTOCOL.keySet().stream().sorted().toList();
    }
}
