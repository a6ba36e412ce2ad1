package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A model: its fields, its order and its access rules. {@code id}, {@code display_name} and the four fields for the
 * user and time of the creation and the last change are added automatically.
 *
 * <p>Immutable.
 */
public final class OdooModel {
    private static final Set<String> ALWAYS_IN_PROFILE =
            Set.of("id", "display_name", "create_uid", "create_date", "write_uid", "write_date");

    private final String name;
    private final String label;
    private final String order;
    private final boolean logged;
    private final Function<Long, Object> sentId;
    private final boolean wideIds;
    private final Map<String, OdooField> fields;
    private final Function<OdooRecord, @Nullable String> displayName;
    private final List<String> readGroups;
    private final List<String> writeGroups;
    private final List<BiPredicate<OdooRecord, OdooAccess>> rules;
    private final @Nullable BiPredicate<OdooRecord, OdooAccess> lateFilter;
    private final @Nullable Predicate<OdooRecord> hidden;
    private final Set<String> revealing;
    private final Set<String> profile;
    private final Map<String, Set<String>> touches;
    private final List<Guard> guards;

    OdooModel(OdooModelBuilder builder) {
        name = builder.name;
        label = builder.label;
        order = builder.order;
        logged = builder.logged;
        sentId = builder.sentId;
        wideIds = builder.wideIds;
        fields = new LinkedHashMap<>(builder.fields);
        displayName = builder.displayName;
        readGroups = List.copyOf(builder.readGroups);
        writeGroups = List.copyOf(builder.writeGroups);
        rules = List.copyOf(builder.rules);
        lateFilter = builder.lateFilter;
        hidden = builder.hidden;
        revealing = Set.copyOf(builder.revealing);
        profile = Set.copyOf(builder.profile);
        touches = new LinkedHashMap<>(builder.touches);
        guards = List.copyOf(builder.guards);
    }

    /** A rule that protects records from deletion. */
    record Guard(Predicate<OdooRecord> applies, String message) {}

    /**
     * Starts a model.
     *
     * @param name the technical name, such as {@code res.partner}
     * @return a builder
     */
    public static OdooModelBuilder named(String name) {
        return new OdooModelBuilder(name);
    }

    /**
     * Starts a copy of this model.
     *
     * @return a builder
     */
    public OdooModelBuilder toBuilder() {
        OdooModelBuilder copy = new OdooModelBuilder(name);
        copy.label = label;
        copy.order = order;
        copy.logged = logged;
        copy.sentId = sentId;
        copy.wideIds = wideIds;
        copy.fields.putAll(fields);
        copy.displayName = displayName;
        copy.readGroups = readGroups;
        copy.writeGroups = writeGroups;
        copy.rules.addAll(rules);
        copy.lateFilter = lateFilter;
        copy.hidden = hidden;
        copy.revealing = revealing;
        copy.profile = profile;
        copy.touches.putAll(touches);
        copy.guards.addAll(guards);
        return copy;
    }

    /**
     * The technical name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Whether there is a field, beside those that every model has.
     *
     * @param field its name
     * @return true if the definition has it
     */
    public boolean hasField(String field) {
        return fields.containsKey(field);
    }

    String label() {
        return label;
    }

    String order() {
        return order;
    }

    boolean isLogged() {
        return logged;
    }

    /** The id that searches and reads send for a stored one. */
    Object sentId(long id) {
        return sentId.apply(id);
    }

    boolean hasWideIds() {
        return wideIds;
    }

    Map<String, OdooField> fields() {
        return fields;
    }

    Function<OdooRecord, @Nullable String> displayName() {
        return displayName;
    }

    List<String> readGroups() {
        return readGroups;
    }

    List<String> writeGroups() {
        return writeGroups;
    }

    boolean allows(OdooRecord record, OdooAccess access) {
        return rules.stream().allMatch(rule -> rule.test(record, access));
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    Optional<BiPredicate<OdooRecord, OdooAccess>> lateFilter() {
        return Optional.ofNullable(lateFilter);
    }

    Optional<Predicate<OdooRecord>> hidden() {
        return Optional.ofNullable(hidden);
    }

    boolean isRevealing(String field) {
        return revealing.contains(field);
    }

    boolean hasProfile() {
        return !profile.isEmpty();
    }

    /** Whether a field is open to users who may not read the model. */
    boolean isInProfile(String field) {
        return profile.contains(field) || ALWAYS_IN_PROFILE.contains(field);
    }

    /** By link field: the fields whose change also stamps the records that link to the changed one. */
    Map<String, Set<String>> touches() {
        return touches;
    }

    List<Guard> guards() {
        return guards;
    }

    @Override
    public String toString() {
        return name;
    }
}
