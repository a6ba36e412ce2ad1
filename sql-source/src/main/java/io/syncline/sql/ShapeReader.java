package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.LocalZone;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyKind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compares the settings of a model with the database. */
final class ShapeReader {

    private final SqlSession session;
    private final Dialect dialect;
    private final LocalZone zone;
    private final ColumnReader reader;

    ShapeReader(SqlSession session, LocalZone zone) {
        this.session = session;
        this.dialect = session.dialect();
        this.zone = zone;
        this.reader = new ColumnReader(session);
    }

    ModelShape read(ModelName model, SqlModel settings) throws SQLException {
        Relation relation = settings.relation(model.value());
        Map<String, SqlColumn> columns = reader.columns(relation, model.value());
        settings.html().forEach(name -> ColumnReader.find(columns, name, "'html' of " + model));
        String from = relation.from(dialect, ModelShape.ALIAS);
        List<KeyColumn> keys = new ArrayList<>();
        for (String name : settings.key()) {
            keys.add(keyColumn(ColumnReader.find(columns, name, "'key' of " + model), from, "Model " + model));
        }
        Optional<SqlColumn> version =
                settings.version().map(name -> ColumnReader.find(columns, name, "'version' of " + model));
        Optional<ChangeTime> changeTime = version.flatMap(column -> changeTime(column, settings, model));
        // texts that are times, as the model says: a filter compares them as such
        version.filter(column -> changeTime.isPresent() && dialect.type(column) == FieldType.TEXT)
                .ifPresent(column -> columns.put(column.name(), column.ofTimes()));
        return new ModelShape(
                model,
                settings,
                from,
                columns,
                keys,
                changeTime,
                conditions(settings, columns, model),
                notArchived(settings, columns, model),
                children(settings, columns.keySet(), keys, model));
    }

    private Map<String, ChildShape> children(
            SqlModel settings, Set<String> columns, List<KeyColumn> keys, ModelName model) throws SQLException {
        Map<String, ChildShape> children = new LinkedHashMap<>();
        for (Map.Entry<String, SqlChildren> child : settings.children().entrySet()) {
            if (columns.contains(child.getKey())) {
                throw new SetupException(
                        "'children' of " + model + " must not have the name of a column: " + child.getKey());
            }
            children.put(child.getKey(), new ChildReader(reader, session, zone).shape(child, keys, model));
        }
        return children;
    }

    private KeyColumn keyColumn(SqlColumn column, String from, String what) throws SQLException {
        KeyKind kind = dialect.keyKind(column)
                .orElseThrow(() -> new SetupException(what + " has the key " + column.name() + " of type "
                        + column.typeName()
                        + ", which cannot be an id: whole numbers, UUIDs and texts can; convert it in"
                        + " a query"));
        String reference = ColumnReader.reference(dialect, ModelShape.ALIAS, column);
        String comparable = dialect.comparable(kind, column, reference);
        boolean plain = kind == KeyKind.TEXT
                && comparable.equals(reference)
                && dialect.sortsByCodePoint(session.connection(), from, reference);
        return new KeyColumn(
                column.name(),
                kind,
                comparable,
                plain ? reference : dialect.ordered(kind, column, reference),
                plain ? "?" : dialect.orderedValue(kind));
    }

    private Optional<ChangeTime> changeTime(SqlColumn column, SqlModel settings, ModelName model) {
        String reference = ColumnReader.reference(dialect, ModelShape.ALIAS, column);
        if (settings.versionUnit().isPresent()) {
            if (dialect.keyKind(column).filter(KeyKind.INTEGER::equals).isEmpty()) {
                throw new SetupException("'version-unit' of " + model + " is for whole numbers, but the version column "
                        + column.name() + " is of type " + column.typeName());
            }
            return Optional.of(
                    dialect.changeTime(reference, settings.versionUnit().get()));
        }
        return dialect.changeTime(column, reference, zone);
    }

    private List<SqlText> conditions(SqlModel settings, Map<String, SqlColumn> columns, ModelName model) {
        List<SqlText> conditions = new ArrayList<>();
        settings.filter().ifPresent(filter -> conditions.add(new SqlText().add("(" + dialect.written(filter) + "\n)")));
        settings.tenantColumn().ifPresent(name -> {
            SqlColumn column = ColumnReader.find(columns, name, "'tenant-column' of " + model);
            conditions.add(tenant(column, settings.tenant().orElseThrow(), model));
        });
        return conditions;
    }

    private SqlText tenant(SqlColumn column, String tenant, ModelName model) {
        KeyKind kind = dialect.keyKind(column)
                .orElseThrow(() -> new SetupException("'tenant-column' of " + model
                        + " must hold whole numbers, UUIDs or" + " texts, not " + column.typeName()));
        try {
            Object value = switch (kind) {
                case INTEGER -> new BigDecimal(tenant).longValueExact();
                case UUID -> UUID.fromString(tenant).toString();
                case TEXT -> tenant;
            };
            String reference = ColumnReader.reference(dialect, ModelShape.ALIAS, column);
            return new SqlText()
                    .add(dialect.comparable(kind, column, reference) + " = ?", dialect.keyValue(kind, value));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new SetupException(
                    "'tenant' of " + model + " is not a value of the column " + column.name() + ", which is of"
                            + " type " + column.typeName() + ": " + tenant,
                    e);
        }
    }

    private Optional<String> notArchived(SqlModel settings, Map<String, SqlColumn> columns, ModelName model) {
        Optional<String> archived = settings.archived().map(name -> {
            SqlColumn column = mark(ColumnReader.find(columns, name, "'archived' of " + model), "archived", model);
            return dialect.notSet(column, ColumnReader.reference(dialect, ModelShape.ALIAS, column));
        });
        return archived.or(() -> settings.active().map(name -> {
            SqlColumn column = mark(ColumnReader.find(columns, name, "'active' of " + model), "active", model);
            return dialect.isSet(column, ColumnReader.reference(dialect, ModelShape.ALIAS, column));
        }));
    }

    /** Whether a text is set says nothing: 'N' may mean no. */
    private SqlColumn mark(SqlColumn column, String setting, ModelName model) {
        FieldType type = dialect.type(column);
        if (type == FieldType.TEXT || type == FieldType.CHOICE || type == FieldType.BINARY) {
            throw new SetupException("'" + setting + "' of " + model + " must be a flag, a number or a time, but "
                    + column.name() + " is of type " + column.typeName()
                    + ". Say with 'filter' which rows to read, such as: " + column.name() + " = 'N'");
        }
        return column;
    }
}
