package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import java.util.Collection;
import java.util.List;
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
    private final Map<String, SubField> subFields = new ConcurrentHashMap<>();
    private final Learnt learnt;

    /** What has been learnt of a model while reading. */
    static final class Learnt {
        private final Map<String, RestrictionReason> dropped = new ConcurrentHashMap<>();
        private final Map<String, String> unwatched = new ConcurrentHashMap<>();
        private final Map<String, Boolean> unreadableTargets = new ConcurrentHashMap<>();
        private final PageSize pageSize;
        private final PageSize slimPageSize;
        private volatile boolean filteringAfterLimit;

        Learnt(ModelName name, int most) {
            this(new PageSize("records of " + name, most), new PageSize("ids of " + name, SLIM_FACTOR * most));
        }

        private Learnt(PageSize pageSize, PageSize slimPageSize) {
            this.pageSize = pageSize;
            this.slimPageSize = slimPageSize;
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
        return hasChangeTime(fields);
    }

    static boolean hasChangeTime(Map<String, OdooField> fields) {
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

    void add(SubField subField) {
        subFields.put(subField.name(), subField);
    }

    /** The fields of linked records that somebody has asked for. */
    Collection<SubField> subFields() {
        return new TreeMap<>(subFields).values();
    }

    @Nullable SubField subField(String fieldName) {
        return subFields.get(fieldName);
    }

    /** Fields that turned out not to be readable, by name. */
    List<RestrictedField> restricted() {
        Map<String, RestrictionReason> all = new TreeMap<>(learnt.dropped);
        for (SubField sub : subFields()) {
            RestrictionReason reason = learnt.dropped.get(sub.link().name());
            if (reason != null || isDropped(sub.name())) {
                all.put(sub.name(), reason == null ? RestrictionReason.SECURITY_RESTRICTION : reason);
            }
        }
        return all.entrySet().stream()
                .map(field -> new RestrictedField(field.getKey(), field.getValue()))
                .toList();
    }

    /** Whether a field is there, or is known to be closed. */
    boolean isKnown(String fieldName) {
        return fields.containsKey(fieldName) || subFields.containsKey(fieldName) || isDropped(fieldName);
    }

    boolean isDropped(String fieldName) {
        SubField sub = subFields.get(fieldName);
        String target = sub == null ? null : sub.link().relation();
        return learnt.dropped.containsKey(fieldName)
                || (sub != null && learnt.dropped.containsKey(sub.link().name()))
                || (target != null && !isTargetReadable(target));
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

    /**
     * What a new description need not find out again: how much the server can give at once. Rights and values change, and
     * the fields that are left out decide what documents are made of, so that each run has to begin alike.
     */
    Learnt learntOfTheServer() {
        Learnt kept = new Learnt(learnt.pageSize, learnt.slimPageSize);
        kept.filteringAfterLimit = learnt.filteringAfterLimit;
        return kept;
    }
}
