package io.syncline.sql;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the rows of other tables for the records of a page: a statement for each such field, whatever the number of records. */
final class ChildRows {

    /** Keys in one statement; databases limit parameters. */
    private static final int MOST_KEYS = 500;

    private static final String NUMBER = "syncline_row";

    private final SqlSession session;
    private final ModelShape shape;
    private final RowLayout layout;
    private final ZoneId zone;

    ChildRows(SqlSession session, ModelShape shape, RowLayout layout, ZoneId zone) {
        this.session = session;
        this.shape = shape;
        this.layout = layout;
        this.zone = zone;
    }

    /** The records with the fields that come from other tables, and with the change times of their rows. */
    List<SourceRecord> complete(List<SourceRecord> records) throws SQLException {
        List<SourceRecord> complete = records;
        for (ChildShape child : layout.children()) {
            Map<RecordId, String> texts = texts(child, complete);
            complete = complete.stream()
                    .map(record -> with(record, child.field(), texts.get(record.id())))
                    .toList();
        }
        for (ChildShape child : shape.watchedChildren()) {
            Map<RecordId, Long> versions = versions(child, complete);
            complete = complete.stream()
                    .map(record -> at(record, versions.getOrDefault(record.id(), 0L)))
                    .toList();
        }
        return complete;
    }

    private static SourceRecord with(
            SourceRecord record, String field, @org.jspecify.annotations.Nullable String text) {
        Map<String, FieldValue> fields = new LinkedHashMap<>(record.fields());
        fields.put(field, text == null ? FieldValue.EMPTY : new FieldValue.Text(text));
        return new SourceRecord(record.id(), record.version(), fields, record.unreadable());
    }

    /** A record without a change time stays one. */
    private static SourceRecord at(SourceRecord record, long version) {
        return record.version() == 0 || version <= record.version()
                ? record
                : new SourceRecord(record.id(), version, record.fields(), record.unreadable());
    }

    private record Line(RecordId id, String text) {}

    private Map<RecordId, String> texts(ChildShape child, List<SourceRecord> records) throws SQLException {
        Map<RecordId, String> texts = new HashMap<>();
        for (List<SourceRecord> some : portions(records)) {
            session.query(rows(child, some), row -> line(child, row))
                    .forEach(line -> texts.merge(line.id(), line.text(), (above, below) -> above + "\n" + below));
        }
        return texts;
    }

    private SqlText rows(ChildShape child, List<SourceRecord> records) {
        String parent = references(child);
        String alias = ChildShape.ALIAS;
        SqlText numbered = new SqlText()
                .add("SELECT " + alias + ".*, ROW_NUMBER() OVER (PARTITION BY " + parent + " ORDER BY " + child.order()
                        + ") AS " + NUMBER + " FROM " + child.from() + " WHERE ")
                .add(among(child, records));
        List<String> selected = new ArrayList<>();
        child.parent().forEach(key -> selected.add(session.dialect().selectedKey(key.kind(), key.reference())));
        for (SqlColumn column : child.columns()) {
            selected.add(session.dialect().selected(column, ColumnReader.reference(session.dialect(), alias, column)));
        }
        return new SqlText()
                .add("SELECT " + String.join(", ", selected) + " FROM (")
                .add(numbered)
                .add(") " + alias + " WHERE " + NUMBER + " <= "
                        + child.settings().limit() + " ORDER BY " + parent + ", " + NUMBER);
    }

    private SqlText among(ChildShape child, List<SourceRecord> records) {
        List<List<Object>> keys = new ArrayList<>();
        for (SourceRecord record : records) {
            keys.add(shape.codec().valuesOf(record.id()).orElseThrow());
        }
        SqlText condition = new KeyConditions(session.dialect(), child.parent()).among(keys);
        child.settings().filter().ifPresent(filter -> condition.add(" AND (" + filter + "\n)"));
        return condition;
    }

    private static String references(ChildShape child) {
        return child.parent().stream().map(KeyColumn::reference).collect(Collectors.joining(", "));
    }

    /** The values of a row, separated by commas; empty ones are left out. */
    private Line line(ChildShape child, ResultSet row) throws SQLException {
        RecordId id = shape.codec().idOf(layout.keyValues(row, 1, child.parent()));
        List<String> values = new ArrayList<>();
        for (int i = 0; i < child.columns().size(); i++) {
            int index = child.parent().size() + i + 1;
            String value = ValueText.of(
                    session.dialect().value(row, index, child.columns().get(i), zone));
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return new Line(id, String.join(", ", values));
    }

    private record Version(RecordId id, long millis) {}

    private Map<RecordId, Long> versions(ChildShape child, List<SourceRecord> records) throws SQLException {
        Map<RecordId, Long> versions = new HashMap<>();
        String parent = references(child);
        int index = child.parent().size() + 1;
        for (List<SourceRecord> some : portions(records)) {
            List<String> selected = new ArrayList<>();
            child.parent().forEach(key -> selected.add(session.dialect().selectedKey(key.kind(), key.reference())));
            selected.add(child.changeTime().orElseThrow().greatest());
            SqlText statement = new SqlText()
                    .add("SELECT " + String.join(", ", selected) + " FROM " + child.from() + " WHERE ")
                    .add(among(child, some))
                    .add(" GROUP BY " + parent);
            session.query(
                            statement,
                            row -> new Version(
                                    shape.codec().idOf(layout.keyValues(row, 1, child.parent())),
                                    child.changeTime().orElseThrow().millis(row, index)))
                    .forEach(version -> versions.merge(version.id(), version.millis(), Math::max));
        }
        return versions;
    }

    private static List<List<SourceRecord>> portions(List<SourceRecord> records) {
        List<List<SourceRecord>> portions = new ArrayList<>();
        for (int i = 0; i < records.size(); i += MOST_KEYS) {
            portions.add(records.subList(i, Math.min(records.size(), i + MOST_KEYS)));
        }
        return portions;
    }
}
