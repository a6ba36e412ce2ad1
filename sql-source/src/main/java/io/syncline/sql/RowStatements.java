package io.syncline.sql;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyBound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statements that read the rows of a model. */
final class RowStatements {

    private static final SqlText NOTHING = new SqlText().add("1 = 0");

    private final Dialect dialect;
    private final ModelShape shape;
    private final RowLayout layout;
    private final KeyConditions keys;

    RowStatements(Dialect dialect, ModelShape shape, RowLayout layout) {
        this.dialect = dialect;
        this.shape = shape;
        this.layout = layout;
        this.keys = new KeyConditions(dialect, shape.keys());
    }

    /** The rows of a range, in the order of their ids. */
    SqlText page(RecordScope scope, IdRange range, int rows) {
        List<SqlText> conditions = conditions(scope);
        scope.changedSince().ifPresent(since -> changed(since).ifPresent(conditions::add));
        after(range.after()).ifPresent(conditions::add);
        upTo(range.upTo()).ifPresent(conditions::add);
        String order = shape.keys().stream().map(KeyColumn::ordered).collect(Collectors.joining(", "));
        return select(conditions).add(" ORDER BY " + order + dialect.limit(rows));
    }

    /** The rows with some keys. */
    SqlText lookup(RecordScope scope, List<List<Object>> values) {
        List<SqlText> conditions = conditions(scope);
        conditions.add(keys.among(values));
        return select(conditions);
    }

    /** The rows with a change time, the newest first, and of the same time by descending key. */
    SqlText newest(RecordScope scope, ChangeTime time, int rows) {
        List<SqlText> conditions = conditions(scope);
        conditions.add(new SqlText().add("NOT (" + time.absent() + ")"));
        String keys =
                shape.keys().stream().map(key -> ", " + key.ordered() + " DESC").collect(Collectors.joining());
        return select(conditions).add(" ORDER BY " + time.selected() + " DESC" + keys + dialect.limit(rows));
    }

    SqlText count(RecordScope scope) {
        List<SqlText> conditions = conditions(scope);
        scope.changedSince().ifPresent(since -> changed(since).ifPresent(conditions::add));
        return where(new SqlText().add("SELECT COUNT(*) FROM " + shape.from()), conditions);
    }

    private SqlText select(List<SqlText> conditions) {
        return where(
                new SqlText().add("SELECT " + String.join(", ", layout.selected()) + " FROM " + shape.from()),
                conditions);
    }

    private static SqlText where(SqlText statement, List<SqlText> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            statement.add(i == 0 ? " WHERE " : " AND ").add(conditions.get(i));
        }
        return statement;
    }

    private List<SqlText> conditions(RecordScope scope) {
        List<SqlText> conditions = new ArrayList<>(shape.conditions());
        if (!scope.includeArchived()) {
            shape.notArchived().ifPresent(condition -> conditions.add(new SqlText().add(condition)));
        }
        return conditions;
    }

    /** A row changes with its own change time, and with that of rows that it shows. */
    private Optional<SqlText> changed(Instant since) {
        if (shape.changeTime().isEmpty()) {
            return Optional.empty();
        }
        ChangeTime own = shape.changeTime().get();
        SqlText changed = new SqlText().add("(").add(own.notBefore(since)).add(" OR " + own.absent());
        for (ChildShape child : shape.watchedChildren()) {
            changed.add(" OR EXISTS (SELECT 1 FROM " + child.from() + " WHERE ");
            for (int i = 0; i < shape.keys().size(); i++) {
                changed.add(child.parent().get(i).reference() + " = "
                        + shape.keys().get(i).reference() + " AND ");
            }
            changed.add(child.changeTime().orElseThrow().notBefore(since)).add(")");
        }
        return Optional.of(changed.add(")"));
    }

    private Optional<SqlText> after(Cursor position) {
        if (position.isStart()) {
            return Optional.empty();
        }
        return position.isEnd() ? Optional.of(NOTHING) : bound(position.id(), true);
    }

    private Optional<SqlText> upTo(Cursor position) {
        if (position.isEnd()) {
            return Optional.empty();
        }
        return position.isStart() ? Optional.of(NOTHING) : bound(position.id(), false);
    }

    private Optional<SqlText> bound(RecordId id, boolean after) {
        KeyBound bound = shape.codec().after(id);
        return switch (bound.place()) {
            case ALL -> after ? Optional.empty() : Optional.of(NOTHING);
            case NONE -> after ? Optional.of(NOTHING) : Optional.empty();
            case AT -> Optional.of(after ? keys.after(bound) : keys.upTo(bound));
        };
    }
}
