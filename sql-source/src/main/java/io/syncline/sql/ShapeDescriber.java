package io.syncline.sql;

import io.syncline.api.LeftOutField;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.SqlText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes a model to the engine, and says what a person should know of it. */
final class ShapeDescriber {

    /** A page of the usual size. */
    private static final int PAGE = 500;

    private static final Duration KEY_CHECK = Duration.ofSeconds(10);

    private static final List<String> TITLES = List.of("name", "title", "subject", "headline", "label", "display_name");

    private final SqlSession session;
    private final ModelShape shape;
    private final ZoneId zone;
    private final ColumnRoles roles;

    ShapeDescriber(SqlSession session, ModelShape shape, ZoneId zone) {
        this.session = session;
        this.shape = shape;
        this.zone = zone;
        this.roles = new ColumnRoles(session.dialect(), shape);
    }

    ModelDescription describe() throws SQLException {
        ModelDescription.Builder description = ModelDescription.builder()
                .model(shape.model())
                .hasChangeTime(shape.changeTime().isPresent())
                .rendering(rendering())
                .scope(scope())
                .defaultFields(roles.defaultFields())
                .defaultPayload(roles.defaultPayload())
                .titleField(title());
        for (SqlColumn column : shape.columns().values()) {
            description.addFields(new FieldDescription(
                    column.name(), ColumnRoles.label(column.name()), RowLayout.type(session.dialect(), shape, column)));
            PrivateColumns.reason(column.name())
                    .filter(reason -> roles.isContent(column))
                    .ifPresent(reason -> description.addLeftOutFields(new LeftOutField(column.name(), reason)));
        }
        for (ChildShape child : shape.children().values()) {
            description.addFields(
                    new FieldDescription(child.field(), ColumnRoles.label(child.field()), FieldType.TEXT));
            if (child.settings().separate()) {
                description.addSeparateFields(child.field());
            }
        }
        description.addAllNotes(notes());
        return description.warnings(warnings()).build();
    }

    private Optional<String> title() {
        return TITLES.stream()
                .flatMap(title -> shape.columns().values().stream()
                        .filter(column -> column.name().equalsIgnoreCase(title)
                                && session.dialect().type(column) == FieldType.TEXT))
                .map(SqlColumn::name)
                .findFirst();
    }

    private String rendering() {
        StringBuilder rendering =
                new StringBuilder("sql 1 " + zone + " " + shape.settings().html());
        shape.children()
                .forEach((field, child) ->
                        rendering.append(" " + field + " " + child.settings().rendering(field)));
        return rendering.toString();
    }

    private String scope() {
        SqlModel settings = shape.settings();
        return String.join(
                "\n",
                "from " + settings.relation(shape.model().value()),
                "key " + settings.key(),
                "filter " + settings.filter(),
                "tenant " + settings.tenantColumn() + " " + settings.tenant(),
                "archived " + settings.archived() + " active " + settings.active());
    }

    private List<String> notes() {
        if (shape.changeTime().isPresent()) {
            return List.of();
        }
        return List.of(shape.settings()
                .version()
                .map(name -> "The version column " + name
                        + " holds no time, so every sync reads all rows; if it counts seconds or"
                        + " milliseconds, set 'version-unit'")
                .orElse("There is no version column, so every sync reads all rows"));
    }

    private List<String> warnings() throws SQLException {
        List<String> warnings = new ArrayList<>();
        checkKeys().ifPresent(warnings::add);
        if (shape.changeTime().isPresent()) {
            for (ChildShape child : shape.children().values()) {
                if (child.changeTime().isEmpty()) {
                    warnings.add("Changes of " + child.field()
                            + " are found only when their record changes, or by a full sync:"
                            + " set 'version' of the rows, or let the application change the record too");
                }
            }
            warnings.addAll(OpenTransactionNotice.of(SourceTime.read(session)));
            new AssumedZones(session, shape).warning().ifPresent(warnings::add);
            new VersionIndex(
                            session.connection(),
                            shape.settings().relation(shape.model().value()),
                            shape.settings().version().orElseThrow())
                    .advice()
                    .ifPresent(warnings::add);
        }
        plan().ifPresent(warnings::add);
        return warnings;
    }

    /** Rows without a key would silently be left out of a listing. A view may take long to find none. */
    private Optional<String> checkKeys() throws SQLException {
        Duration limit = session.statementTimeout().compareTo(KEY_CHECK) < 0 ? session.statementTimeout() : KEY_CHECK;
        try {
            requireKeys(new SqlSession(session.connection(), session.dialect(), limit));
            return Optional.empty();
        } catch (SQLException e) {
            if (SqlFault.of(e).kind() != SqlFailureKind.TIMEOUT) {
                throw e;
            }
            session.connection().rollback();
            return Optional.of("Whether " + shape.model() + " has rows without a key took longer to find out than "
                    + limit.toSeconds() + " s (at most 'statement-timeout'); such rows would be left out."
                    + " Declare the key NOT NULL, or leave them out with 'filter'");
        }
    }

    private void requireKeys(SqlSession limited) throws SQLException {
        for (KeyColumn key : shape.keys()) {
            SqlColumn column = shape.columns().get(key.name());
            if (column == null || !column.required()) {
                SqlText missing = new SqlText()
                        .add("SELECT " + String.join(", ", layout().selected()) + " FROM " + shape.from() + " WHERE "
                                + key.reference() + " IS NULL");
                shape.conditions().forEach(condition -> missing.add(" AND ").add(condition));
                limited.first(missing, layout()::record);
            }
        }
    }

    private RowLayout layout() {
        return new RowLayout(session.dialect(), shape, zone, List.of());
    }

    private Optional<String> plan() {
        RecordScope all = RecordScope.builder().model(shape.model()).build();
        try {
            SqlText page = new RowStatements(session.dialect(), shape, layout()).page(all, IdRange.ALL, PAGE);
            return session.dialect()
                    .costlyPlan(session.connection(), shape.from(), page)
                    .map(reason -> "Each page of " + shape.model() + " is slow: " + reason + ". Create an index on "
                            + roles.indexExpression() + ", or materialise the view");
        } catch (SQLException e) {
            // A plan is advice; what is wrong with the statement shows when it is run.
            return Optional.empty();
        }
    }
}
