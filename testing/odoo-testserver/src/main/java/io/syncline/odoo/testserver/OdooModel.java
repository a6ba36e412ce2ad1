package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    private final String name;
    private final String label;
    private final String order;
    private final boolean logged;
    private final Map<String, OdooField> fields;
    private final Function<OdooRecord, @Nullable String> displayName;
    private final List<String> readGroups;
    private final List<String> writeGroups;
    private final List<BiPredicate<OdooRecord, OdooAccess>> rules;
    private final @Nullable BiPredicate<OdooRecord, OdooAccess> lateFilter;
    private final @Nullable Predicate<OdooRecord> hidden;
    private final Set<String> revealing;
    private final Map<String, Set<String>> touches;
    private final List<Guard> guards;

    private OdooModel(Builder builder) {
        name = builder.name;
        label = builder.label;
        order = builder.order;
        logged = builder.logged;
        fields = new LinkedHashMap<>(builder.fields);
        displayName = builder.displayName;
        readGroups = List.copyOf(builder.readGroups);
        writeGroups = List.copyOf(builder.writeGroups);
        rules = List.copyOf(builder.rules);
        lateFilter = builder.lateFilter;
        hidden = builder.hidden;
        revealing = Set.copyOf(builder.revealing);
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
    public static Builder named(String name) {
        return new Builder(name);
    }

    private static @Nullable String nameIfAny(OdooRecord record) {
        return record.has("name") ? record.text("name") : null;
    }

    /**
     * Starts a copy of this model.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name);
        copy.label = label;
        copy.order = order;
        copy.logged = logged;
        copy.fields.putAll(fields);
        copy.displayName = displayName;
        copy.readGroups = readGroups;
        copy.writeGroups = writeGroups;
        copy.rules.addAll(rules);
        copy.lateFilter = lateFilter;
        copy.hidden = hidden;
        copy.revealing = revealing;
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

    String label() {
        return label;
    }

    String order() {
        return order;
    }

    boolean isLogged() {
        return logged;
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

    /** Builds an {@link OdooModel}; not thread-safe. */
    public static final class Builder {
        private final String name;
        private String label;
        private String order = "id";
        private boolean logged = true;
        private final Map<String, OdooField> fields = new LinkedHashMap<>();
        private Function<OdooRecord, @Nullable String> displayName = OdooModel::nameIfAny;
        private List<String> readGroups = List.of();
        private List<String> writeGroups = List.of();
        private final List<BiPredicate<OdooRecord, OdooAccess>> rules = new ArrayList<>();
        private @Nullable BiPredicate<OdooRecord, OdooAccess> lateFilter;
        private @Nullable Predicate<OdooRecord> hidden;
        private Set<String> revealing = Set.of();
        private final Map<String, Set<String>> touches = new LinkedHashMap<>();
        private final List<Guard> guards = new ArrayList<>();

        private Builder(String name) {
            if (!name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*")) {
                throw new IllegalArgumentException("Not a model name: \"" + name + "\"");
            }
            this.name = name;
            String last = name.substring(name.lastIndexOf('.') + 1);
            this.label = last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
        }

        /**
         * Names the model for people.
         *
         * @param text the label
         * @return this
         */
        public Builder label(String text) {
            label = text;
            return this;
        }

        /**
         * Sets the order of searches that ask for none.
         *
         * @param text such as {@code name, id desc}
         * @return this
         */
        public Builder order(String text) {
            order = text;
            return this;
        }

        /**
         * Adds fields, or replaces those of the same name.
         *
         * @param added the fields
         * @return this
         */
        public Builder fields(OdooField... added) {
            Arrays.stream(added).forEach(field -> fields.put(field.name(), field));
            return this;
        }

        /**
         * Takes a field away.
         *
         * @param field its name
         * @return this
         */
        public Builder without(String field) {
            fields.remove(field);
            return this;
        }

        /**
         * Leaves out the fields that say who made and changed a record, and when, as reports on database views do.
         *
         * @return this
         */
        public Builder withoutLog() {
            logged = false;
            return this;
        }

        /**
         * Makes the name under which records are shown; without it, that is the field {@code name}.
         *
         * @param maker makes the name, or null for none
         * @return this
         */
        public Builder displayName(Function<OdooRecord, @Nullable String> maker) {
            displayName = maker;
            return this;
        }

        /**
         * Lets only members of these groups read.
         *
         * @param groups technical names
         * @return this
         */
        public Builder readGroups(String... groups) {
            readGroups = List.of(groups);
            return this;
        }

        /**
         * Lets only members of these groups create, write and delete.
         *
         * @param groups technical names
         * @return this
         */
        public Builder writeGroups(String... groups) {
            writeGroups = List.of(groups);
            return this;
        }

        /**
         * Adds a record rule: searches leave out what it refuses, reads by id fail.
         *
         * @param rule true for records that may be read
         * @return this
         */
        public Builder rule(BiPredicate<OdooRecord, OdooAccess> rule) {
            rules.add(rule);
            return this;
        }

        /**
         * Shows users the records of their companies only, and those of no company.
         *
         * @param companyField a many2one to {@code res.company}
         * @return this
         */
        public Builder companyRule(String companyField) {
            return rule((record, access) -> {
                Object company = record.get(companyField);
                return company == null || access.companies().contains(company);
            });
        }

        /**
         * Filters after the limit was applied, for users who are not administrators, so that pages come back short or
         * empty in the middle of a listing.
         *
         * @param filter true for records to keep
         * @return this
         */
        public Builder filterAfterLimit(BiPredicate<OdooRecord, OdooAccess> filter) {
            lateFilter = filter;
            return this;
        }

        /**
         * Leaves records out of searches unless the domain names one of some fields.
         *
         * @param records which ones
         * @param unlessNamed the fields that bring them back, and the context key that does
         * @return this
         */
        public Builder hides(Predicate<OdooRecord> records, String... unlessNamed) {
            hidden = records;
            revealing = Set.of(unlessNamed);
            return this;
        }

        /**
         * When one of some fields of a record changes, stamps the records that link to it as well, as a stored computed
         * field of theirs would.
         *
         * @param link a many2one of this model to itself
         * @param changed the fields that matter
         * @return this
         */
        public Builder touches(String link, String... changed) {
            touches.put(link, Set.of(changed));
            return this;
        }

        /**
         * Refuses to delete some records.
         *
         * @param records which ones
         * @param message what the user is told
         * @return this
         */
        public Builder protects(Predicate<OdooRecord> records, String message) {
            guards.add(new Guard(records, message));
            return this;
        }

        /**
         * Builds the model.
         *
         * @return the model
         */
        public OdooModel build() {
            return new OdooModel(this);
        }
    }
}
