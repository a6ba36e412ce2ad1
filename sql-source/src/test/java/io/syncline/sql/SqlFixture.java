package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A table with a key of some kind, in a database. */
final class SqlFixture implements RecordSourceFixture {

    static final ModelName PRODUCTS = ModelName.of("products");

    private final TestDatabase database;
    private final TestKey key;
    private final boolean dated;
    private final SqlRecordSource source;
    private int created;

    SqlFixture(TestDatabase database, TestKey key, boolean dated) {
        this.database = database;
        this.key = key;
        this.dated = dated;
        database.execute("CREATE TABLE products ("
                + key.declaration(database)
                        .replace(
                                ", PRIMARY",
                                ", name text, updated_at " + database.timestamp() + ", deleted_at "
                                        + database.timestamp() + ", PRIMARY")
                + ")");
        SqlModelBuilder model = SqlModel.builder().key(key.columns()).archived("deleted_at");
        if (dated) {
            model.version("updated_at");
        }
        source =
                database.source().timeZone("UTC").model(PRODUCTS, model.build()).build();
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public ModelName model() {
        return PRODUCTS;
    }

    @Override
    public String field() {
        return "name";
    }

    @Override
    public RecordId create(String text) {
        return insert(key.values(++created), text, database.present());
    }

    @Override
    public RecordId createUndated(String text) {
        if (!dated) {
            throw new UnsupportedOperationException("No record has a change time");
        }
        return insert(key.values(++created), text, "NULL");
    }

    @Override
    public boolean create(RecordId id, String text) {
        if (key != TestKey.TEXT) {
            return false;
        }
        insert(List.of(id.text()), text, database.present());
        return true;
    }

    private RecordId insert(List<Object> values, String text, String changed) {
        List<Object> all = new ArrayList<>(written(values));
        all.add(text);
        String places = String.join(", ", Collections.nCopies(all.size(), "?"));
        database.execute(
                "INSERT INTO products (" + String.join(", ", key.columns()) + ", name, updated_at) VALUES (" + places
                        + ", " + changed + ")",
                all.toArray());
        return key.id(values);
    }

    private List<Object> written(List<Object> values) {
        return values.stream()
                .map(value -> value instanceof UUID && !database.uuid().equals("uuid") ? value.toString() : value)
                .toList();
    }

    @Override
    public void update(RecordId id, String text) {
        change("UPDATE products SET name = ?, updated_at = " + database.present(), id, text);
    }

    @Override
    public void delete(RecordId id) {
        change("DELETE FROM products", id);
    }

    @Override
    public void archive(RecordId id) {
        String present = database.present();
        change("UPDATE products SET deleted_at = " + present + ", updated_at = " + present, id);
    }

    private void change(String statement, RecordId id, Object... first) {
        List<Object> values = new ArrayList<>(List.of(first));
        values.addAll(written(key.values(id)));
        String where = String.join(
                " AND ", key.columns().stream().map(column -> column + " = ?").toList());
        int changed = database.execute(statement + " WHERE " + where, values.toArray());
        if (changed != 1) {
            throw new IllegalStateException(statement + " changed " + changed + " rows");
        }
    }

    @Override
    public void nextSecond() {
        database.nextSecond();
    }

    @Override
    public void close() {
        source.close();
        database.close();
    }
}
