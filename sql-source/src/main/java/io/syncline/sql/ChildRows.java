package io.syncline.sql;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.text.ValueText;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of other tables for the records of a page: a statement for each such field, whatever the number of records. */
final class ChildRows {

    private static final String NUMBER = "syncline_row";

    private final SqlSession session;
    private final ModelShape shape;
    private final RowLayout layout;
    private final ZoneId zone;
    private final KeyCodec codec;

    ChildRows(SqlSession session, ModelShape shape, RowLayout layout, ZoneId zone) {
        this.session = session;
        this.shape = shape;
        this.layout = layout;
        this.zone = zone;
        this.codec = shape.codec();
    }

    /** The records with the fields that come from other tables, and with the change times of their rows. */
    List<SourceRecord> complete(List<SourceRecord> records) throws SQLException {
        List<SourceRecord> complete = records;
        for (ChildShape child : layout.children()) {
            Map<RecordId, ChildText> texts = texts(child, complete);
            complete = complete.stream()
                    .map(record ->
                            texts.getOrDefault(record.id(), ChildText.NONE).in(record, child.field()))
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

    /** A record without a change time stays one. */
    private static SourceRecord at(SourceRecord record, long version) {
        return record.version() == 0 || version <= record.version()
                ? record
                : new SourceRecord(record.id(), version, record.fields(), record.unreadable());
    }

    private record Line(RecordId id, ChildText text) {}

    private Map<RecordId, ChildText> texts(ChildShape child, List<SourceRecord> records) throws SQLException {
        Map<RecordId, ChildText> texts = new HashMap<>();
        for (List<SourceRecord> some : portions(records)) {
            session.query(rows(child, some), row -> line(child, row))
                    .forEach(line -> texts.merge(line.id(), line.text(), ChildText::above));
        }
        return texts;
    }

    private SqlText rows(ChildShape child, List<SourceRecord> records) {
        String alias = ChildShape.ALIAS;
        ChildJoin join = new ChildJoin(session.dialect(), shape, child);
        SqlText numbered = new SqlText()
                .add("SELECT " + alias + ".*, " + join.selectedKeys() + ", ROW_NUMBER() OVER (PARTITION BY "
                        + join.references() + " ORDER BY " + child.order() + ") AS " + NUMBER + " FROM ")
                .add(join.rows(keys(records)));
        List<String> selected = new ArrayList<>(join.names());
        for (SqlColumn column : child.columns()) {
            selected.add(session.dialect().selected(column, ColumnReader.reference(session.dialect(), alias, column)));
        }
        return new SqlText()
                .add("SELECT " + String.join(", ", selected) + " FROM (")
                .add(numbered)
                .add(") " + alias + " WHERE " + NUMBER + " <= "
                        + child.settings().limit() + " ORDER BY " + String.join(", ", join.names()) + ", " + NUMBER);
    }

    private List<List<Object>> keys(List<SourceRecord> records) {
        return records.stream()
                .map(record -> codec.valuesOf(record.id()).orElseThrow())
                .toList();
    }

    /** The values of a row, separated by commas; empty ones are left out. */
    private Line line(ChildShape child, ResultSet row) throws SQLException {
        RecordId id = codec.idOf(layout.keyValues(row, 1, child.parent()));
        List<String> values = new ArrayList<>();
        for (int i = 0; i < child.columns().size(); i++) {
            SqlColumn column = child.columns().get(i);
            int index = child.parent().size() + i + 1;
            try {
                String value = ValueText.of(
                        session.dialect().value(row, index, session.dialect().typed(column), zone));
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            } catch (SQLException | RuntimeException e) {
                RowLayout.requireConnection(e);
                return new Line(id, ChildText.unreadable(column));
            }
        }
        return new Line(id, ChildText.of(String.join(", ", values)));
    }

    private record Version(RecordId id, long millis) {}

    private Map<RecordId, Long> versions(ChildShape child, List<SourceRecord> records) throws SQLException {
        Map<RecordId, Long> versions = new HashMap<>();
        ChildJoin join = new ChildJoin(session.dialect(), shape, child);
        ChangeTime time = child.changeTime().orElseThrow();
        int index = child.parent().size() + 1;
        for (List<SourceRecord> some : portions(records)) {
            SqlText statement = new SqlText()
                    .add("SELECT " + join.selectedKeys() + ", " + time.greatest() + " FROM ")
                    .add(join.rows(keys(some)))
                    .add(" GROUP BY " + join.references());
            session.query(
                            statement,
                            row -> new Version(
                                    codec.idOf(layout.keyValues(row, 1, child.parent())), time.millis(row, index)))
                    .forEach(version -> versions.merge(version.id(), version.millis(), Math::max));
        }
        return versions;
    }

    private List<List<SourceRecord>> portions(List<SourceRecord> records) {
        return KeyConditions.portions(records, shape.keys().size());
    }
}
