package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identity that Odoo gives each database, {@code database.uuid}. Ordinary users may not read it, and a copy of
 * a database has that of the original.
 *
 * <p>Thread-safe.
 */
final class DatabaseIdentity {

    private final OdooApi api;

    DatabaseIdentity(OdooApi api) {
        this.api = api;
    }

    /** The identity, or empty if this user may not read it. Asks each time, since a database may be replaced. */
    Optional<String> get() {
        Domain domain = Domain.in(IdRange.ALL).and("key", "=", "database.uuid");
        List<Map<String, Object>> rows = api.optional(
                () -> api.searchRead("ir.config_parameter", domain, List.of("value"), 1), failure -> List.of());
        return rows.stream()
                .map(row -> row.get("value"))
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(String::valueOf)
                .map(String::strip)
                .findFirst();
    }
}
