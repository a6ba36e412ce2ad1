package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictionReason;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A model: its fields, and what has been learnt of it while reading.
 *
 * <p>Thread-safe.
 */
final class OdooModel {

    /** An id with its change time is a small part of a record. */
    private static final int SLIM_FACTOR = 20;

    private final ModelName name;
    private final SortedMap<String, OdooField> fields;
    private final Learnt learnt;

    /** What has been learnt of a model. It outlives a new description, so that nothing has to be learnt twice. */
    static final class Learnt {
        private final Map<String, RestrictionReason> dropped = new ConcurrentHashMap<>();
        private final Map<String, String> unwatched = new ConcurrentHashMap<>();
        private final Map<String, Boolean> unreadableTargets = new ConcurrentHashMap<>();
        private final PageSize pageSize;
        private final PageSize slimPageSize;
        private volatile boolean filteringAfterLimit;

        Learnt(ModelName name, int most) {
            pageSize = new PageSize("records of " + name, most);
            slimPageSize = new PageSize("ids of " + name, SLIM_FACTOR * most);
        }
    }

    OdooModel(ModelName name, Map<String, OdooField> fields, Learnt learnt) {
        this.name = name;
        this.fields = new TreeMap<>(fields);
        this.learnt = learnt;
    }

    ModelName name() {
        return name;
    }

    SortedMap<String, OdooField> fields() {
        return fields;
    }

    @Nullable OdooField field(String fieldName) {
        return fields.get(fieldName);
    }

    /** Whether changes can be listed at all; reports on SQL views have no change time. */
    boolean hasChangeTime() {
        OdooField field = fields.get("write_date");
        return field != null && field.stored() && field.searchable();
    }

    /** The field that tells archived records, or null if the model has no archive. */
    @Nullable String activeField() {
        for (String candidate : new String[] {"active", "x_active"}) {
            OdooField field = fields.get(candidate);
            if (field != null && field.searchable() && field.odooType().equals("boolean")) {
                return candidate;
            }
        }
        return null;
    }

    /** Fields that turned out not to be readable, with the reason. */
    Map<String, RestrictionReason> dropped() {
        return learnt.dropped;
    }

    boolean isDropped(String fieldName) {
        return learnt.dropped.containsKey(fieldName);
    }

    void drop(String fieldName, RestrictionReason reason) {
        learnt.dropped.put(fieldName, reason);
    }

    /** Paths whose changes cannot be watched, with the reason. */
    Map<String, String> unwatched() {
        return learnt.unwatched;
    }

    void unwatch(String path, String reason) {
        learnt.unwatched.put(path, reason);
    }

    /** Whether the records that a link leads to have names that the user may read. */
    boolean isTargetReadable(String relation) {
        return !learnt.unreadableTargets.containsKey(relation);
    }

    void targetIsUnreadable(String relation) {
        learnt.unreadableTargets.put(relation, true);
    }

    /** How much to ask for at once, with fields or without. */
    PageSize pageSize(boolean slim) {
        return slim ? learnt.slimPageSize : learnt.pageSize;
    }

    /** Whether the model has been seen to take records away after it has counted them. */
    boolean isFilteringAfterLimit() {
        return learnt.filteringAfterLimit;
    }

    void filtersAfterLimit() {
        learnt.filteringAfterLimit = true;
    }

    Learnt learnt() {
        return learnt;
    }
}
