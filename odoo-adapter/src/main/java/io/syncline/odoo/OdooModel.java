package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A model: its fields, and what was learned about it by reading.
 *
 * <p>Thread-safe.
 */
final class OdooModel {

    /** Ids with change times are much smaller than records. */
    private static final int SLIM_FACTOR = 20;

    private final ModelName name;
    private final SortedMap<String, OdooField> fields;
    private final Map<String, SubField> subFields = new ConcurrentHashMap<>();
    private final Learned learned;
    private volatile ModelText text = ModelText.NONE;

    /** What was learned about a model by reading. */
    static final class Learned {
        private final Map<String, RestrictionReason> dropped = new ConcurrentHashMap<>();
        private final Map<String, String> unwatched = new ConcurrentHashMap<>();
        private final Map<String, Boolean> unreadableTargets = new ConcurrentHashMap<>();
        private final Map<String, Map<Long, String>> brokenTargets = new ConcurrentHashMap<>();
        private final Set<String> failingForPages = ConcurrentHashMap.newKeySet();
        private final PageSize pageSize;
        private final PageSize slimPageSize;
        private volatile boolean filteringAfterLimit;

        Learned(ModelName name, int most) {
            this(new PageSize("records of " + name, most), new PageSize("ids of " + name, SLIM_FACTOR * most));
        }

        private Learned(PageSize pageSize, PageSize slimPageSize) {
            this.pageSize = pageSize;
            this.slimPageSize = slimPageSize;
        }
    }

    OdooModel(ModelName name, Map<String, OdooField> fields, Learned learned) {
        this.name = name;
        this.fields = new TreeMap<>(fields);
        this.learned = learned;
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

    /** Whether changes can be listed; reports on SQL views have no change time. */
    boolean hasChangeTime() {
        return hasChangeTime(fields);
    }

    static boolean hasChangeTime(Map<String, OdooField> fields) {
        OdooField field = fields.get("write_date");
        return field != null && field.stored() && field.searchable();
    }

    /** The field that marks archived records, or null if the model has none. */
    @Nullable String activeField() {
        for (String candidate : new String[] {"active", "x_active"}) {
            OdooField field = fields.get(candidate);
            if (field != null && field.searchable() && field.odooType().equals("boolean")) {
                return candidate;
            }
        }
        return null;
    }

    /** What its text consists of if the configuration names no fields. */
    ModelText text() {
        return text;
    }

    void text(ModelText chosen) {
        text = chosen;
    }

    /** A part of its recipe, or null. */
    @Nullable RecipePart part(String partName) {
        return text.parts().get(partName);
    }

    void add(SubField subField) {
        subFields.put(subField.name(), subField);
    }

    /** The fields of linked records that were requested. */
    Collection<SubField> subFields() {
        return new TreeMap<>(subFields).values();
    }

    @Nullable SubField subField(String fieldName) {
        return subFields.get(fieldName);
    }

    /** The fields that are not readable, sorted by name. */
    List<RestrictedField> restricted() {
        Map<String, RestrictionReason> all = new TreeMap<>(learned.dropped);
        for (SubField sub : subFields()) {
            RestrictionReason reason = learned.dropped.get(sub.link().name());
            if (reason != null || isDropped(sub.name())) {
                all.put(sub.name(), reason == null ? RestrictionReason.SECURITY_RESTRICTION : reason);
            }
        }
        return all.entrySet().stream()
                .map(field -> new RestrictedField(field.getKey(), field.getValue()))
                .toList();
    }

    /** Whether a field exists, or is known not to be readable. */
    boolean isKnown(String fieldName) {
        return fields.containsKey(fieldName)
                || part(fieldName) != null
                || subFields.containsKey(fieldName)
                || isDropped(fieldName);
    }

    boolean isDropped(String fieldName) {
        RecipePart part = part(fieldName);
        if (part != null && learned.dropped.containsKey(part.field().name())) {
            return true;
        }
        SubField sub = subFields.get(fieldName);
        String target = sub == null ? null : sub.link().relation();
        return learned.dropped.containsKey(fieldName)
                || (sub != null && learned.dropped.containsKey(sub.link().name()))
                || (target != null && !isTargetReadable(target));
    }

    /** Why a field of the model is not readable, or empty if that is not known of it. */
    Optional<RestrictionReason> restriction(String fieldName) {
        return Optional.ofNullable(learned.dropped.get(fieldName));
    }

    void drop(String fieldName, RestrictionReason reason) {
        learned.dropped.put(fieldName, reason);
    }

    /** The links that cannot be watched, with the reason. */
    Map<String, String> unwatched() {
        return learned.unwatched;
    }

    void unwatch(String path, String reason) {
        learned.unwatched.put(path, reason);
    }

    /** Whether the user may read the records of a linked model. */
    boolean isTargetReadable(String relation) {
        return !learned.unreadableTargets.containsKey(relation);
    }

    void targetIsUnreadable(String relation) {
        learned.unreadableTargets.put(relation, true);
    }

    /** The linked records of a model whose reading breaks the call or takes too long, by id, with the reasons. */
    Map<Long, String> brokenTargets(String relation) {
        return learned.brokenTargets.computeIfAbsent(relation, none -> new ConcurrentHashMap<>());
    }

    /** The fields that failed for all records of a page that were tried. */
    Set<String> failingForPages() {
        return Set.copyOf(learned.failingForPages);
    }

    void failsForPage(String fieldName) {
        learned.failingForPages.add(fieldName);
    }

    /** The page size for records, or for ids. */
    PageSize pageSize(boolean slim) {
        return slim ? learned.slimPageSize : learned.pageSize;
    }

    /** Whether the model was found to remove records after it has applied a limit. */
    boolean isFilteringAfterLimit() {
        return learned.filteringAfterLimit;
    }

    void filtersAfterLimit() {
        learned.filteringAfterLimit = true;
    }

    /**
     * The part that stays true after a new description: the page sizes and whether limits are reliable. Unreadable fields
     * are found out again, since rights and values change and every run must start with the same fields.
     */
    Learned learnedAboutServer() {
        Learned kept = new Learned(learned.pageSize, learned.slimPageSize);
        kept.filteringAfterLimit = learned.filteringAfterLimit;
        return kept;
    }
}
