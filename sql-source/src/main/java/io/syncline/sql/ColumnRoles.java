package io.syncline.sql;

import io.syncline.core.port.record.FieldType;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the columns of a model are for: content, or the bookkeeping of the application. */
final class ColumnRoles {

    private static final Set<FieldType> TEXTS = Set.of(FieldType.TEXT, FieldType.HTML, FieldType.CHOICE);

    private static final Set<FieldType> FACTS =
            Set.of(FieldType.WHOLE, FieldType.DECIMAL, FieldType.MONEY, FieldType.BOOLEAN, FieldType.DATE);

    private static final Set<FieldType> FILTERED = Set.of(
            FieldType.CHOICE, FieldType.WHOLE, FieldType.DECIMAL, FieldType.MONEY, FieldType.BOOLEAN, FieldType.DATE);

    /** Names of columns that say when and by whom a row was written, and links to other rows. */
    private static final Pattern BOOKKEEPING = Pattern.compile(
            "(created|creation|updated|modified|changed|deleted|inserted|write|create|last_modified)(_?(at|on|by|date|time|ts|uid|user))?"
                    + "|.*_(id|uuid|fk)|uuid|guid|row_?version|version|lock_version|sort_?order",
            Pattern.CASE_INSENSITIVE);

    private final Dialect dialect;
    private final ModelShape shape;
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    ColumnRoles(Dialect dialect, ModelShape shape) {
        this.dialect = dialect;
        this.shape = shape;
        SqlModel settings = shape.settings();
        used.addAll(settings.key());
        settings.version().ifPresent(used::add);
        settings.archived().ifPresent(used::add);
        settings.active().ifPresent(used::add);
        settings.tenantColumn().ifPresent(used::add);
    }

    /** Whether a column may say something about a record. */
    boolean isContent(SqlColumn column) {
        FieldType type = RowLayout.type(dialect, shape, column);
        return !used.contains(column.name())
                && (TEXTS.contains(type) || FACTS.contains(type))
                && !BOOKKEEPING.matcher(column.name()).matches();
    }

    /** Texts first, then facts, then rows of other tables; the key if there is nothing else. */
    List<String> defaultFields() {
        List<String> fields = new ArrayList<>(contentOf(TEXTS));
        fields.addAll(contentOf(FACTS));
        fields.addAll(shape.children().keySet());
        return fields.isEmpty() ? shape.keys().stream().map(KeyColumn::name).toList() : fields;
    }

    private List<String> contentOf(Set<FieldType> types) {
        return shape.columns().values().stream()
                .filter(column -> types.contains(RowLayout.type(dialect, shape, column)))
                .filter(column -> isContent(column)
                        && PrivateColumns.reason(column.name()).isEmpty())
                .map(SqlColumn::name)
                .toList();
    }

    /** The tenant, the columns that a composite id is made of, and what people filter by: choices and facts, but no free texts. */
    List<String> defaultPayload() {
        Set<String> payload = new LinkedHashSet<>();
        shape.settings()
                .tenantColumn()
                .ifPresent(name -> payload.add(
                        ColumnReader.find(shape.columns(), name, "tenant").name()));
        if (shape.keys().size() > 1) {
            shape.keys().stream().map(KeyColumn::name).forEach(payload::add);
        }
        payload.addAll(contentOf(FILTERED));
        return List.copyOf(payload);
    }

    /** What an index has to be on, so that pages are read in its order. */
    String indexExpression() {
        return shape.keys().stream()
                .map(key -> {
                    String name = dialect.quote(key.name());
                    return key.ordered().replace(ModelShape.ALIAS + "." + name, name);
                })
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What people read: {@code unit_price} is Unit price. */
    static String label(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replace('_', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
