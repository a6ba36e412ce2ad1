package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills a database with records as people write them down: links by the name of their target, child records within their
 * parent. A name is the key {@value #REF} of a row, which is not stored, or its field {@code name}, or the display name of
 * a record that is there already. A link may name a record that is added later, unless the field is required.
 *
 * <p>Not thread-safe.
 */
public final class OdooRows {

    /** The key of a row under which other rows refer to it. */
    public static final String REF = "_as";

    private final OdooDatabase database;
    private final Map<String, Map<String, Long>> known = new HashMap<>();
    private final Map<String, List<Long>> added = new LinkedHashMap<>();
    private final List<Pending> pending = new ArrayList<>();

    /**
     * Prepares to fill a database.
     *
     * @param database where to add records
     */
    public OdooRows(OdooDatabase database) {
        this.database = database;
    }

    private record Pending(String model, long id, OdooField field, Object value) {}

    /**
     * Adds a record and its children.
     *
     * @param model its model
     * @param row values by field; for a link a name, for links a list of names, for children a list of rows
     * @return its id
     * @throws IllegalArgumentException if there is no such field
     */
    public long add(String model, Map<String, ?> row) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<OdooField, Object> later = new LinkedHashMap<>();
        row.forEach((key, value) -> {
            if (!key.equals(REF)) {
                OdooField field = field(model, key);
                Object resolved = field.type() == OdooFieldType.ONE2MANY ? null : resolved(field, value);
                if (resolved == null) {
                    later.put(field, value);
                } else {
                    values.put(key, resolved);
                }
            }
        });
        long id = database.create(model, values);
        added.computeIfAbsent(model, any -> new ArrayList<>()).add(id);
        Object name = row.containsKey(REF) ? row.get(REF) : row.get("name");
        if (name != null) {
            names(model).put(name.toString(), id);
        }
        later.forEach((field, value) -> addLater(model, id, field, value));
        return id;
    }

    private OdooField field(String model, String name) {
        OdooField field = database.model(model).fields().get(name);
        if (field == null) {
            throw new IllegalArgumentException("Model " + model + " has no field " + name);
        }
        return field;
    }

    private void addLater(String model, long id, OdooField field, Object value) {
        if (field.type() != OdooFieldType.ONE2MANY) {
            pending.add(new Pending(model, id, field, value));
            return;
        }
        for (Object child : (Collection<?>) value) {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) child).forEach((key, part) -> values.put(key.toString(), part));
            values.put(field.inverse(), id);
            add(field.relation(), values);
        }
    }

    /** The value to store, or null if a name is not known yet. */
    private @Nullable Object resolved(OdooField field, Object value) {
        if (!field.type().isRelational() || value instanceof Number) {
            return value;
        }
        if (field.type() == OdooFieldType.MANY2ONE) {
            return find(field.relation(), value.toString());
        }
        List<Long> ids = new ArrayList<>();
        for (Object name : (Collection<?>) value) {
            Long id = find(field.relation(), name.toString());
            if (id == null) {
                return null;
            }
            ids.add(id);
        }
        return ids;
    }

    /**
     * Finds a record by its name.
     *
     * @param model its model
     * @param name as in a row
     * @return its id
     * @throws IllegalArgumentException if there is none
     */
    public long id(String model, String name) {
        Long id = find(model, name);
        if (id == null) {
            throw new IllegalArgumentException("No " + model + " is named " + name);
        }
        return id;
    }

    private @Nullable Long find(String model, String name) {
        return names(model).get(name);
    }

    private Map<String, Long> names(String model) {
        return known.computeIfAbsent(model, any -> {
            Map<String, Long> names = new HashMap<>();
            boolean named = database.model(model).fields().containsKey("name");
            for (long id : database.ids(model)) {
                OdooRecord record = database.find(model, id).orElseThrow();
                names.putIfAbsent(record.displayName(), id);
                String name = named ? record.text("name") : null;
                if (name != null) {
                    names.putIfAbsent(name, id);
                }
            }
            return names;
        });
    }

    /**
     * Sets the links to records that were added after those that link to them.
     *
     * @return the ids of all added records by model, children included
     * @throws IllegalArgumentException if a link names a record that was never added
     */
    public Map<String, List<Long>> finish() {
        for (Pending link : pending) {
            Object value = resolved(link.field(), link.value());
            if (value == null) {
                throw new IllegalArgumentException(link.model() + "."
                        + link.field().name() + " names records that are not there: " + link.value());
            }
            database.write(link.model(), link.id(), Map.of(link.field().name(), value));
        }
        pending.clear();
        return Map.copyOf(added);
    }
}
