package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds an {@link OdooModel}; not thread-safe. */
public final class OdooModelBuilder {
    final String name;
    String label;
    String order = "id";
    boolean logged = true;
    Function<Long, Object> sentId = id -> id;
    boolean wideIds;
    final Map<String, OdooField> fields = new LinkedHashMap<>();
    Function<OdooRecord, @Nullable String> displayName = OdooModelBuilder::nameIfAny;
    List<String> readGroups = List.of();
    List<String> writeGroups = List.of();
    final List<BiPredicate<OdooRecord, OdooAccess>> rules = new ArrayList<>();

    @Nullable BiPredicate<OdooRecord, OdooAccess> lateFilter;

    @Nullable Predicate<OdooRecord> hidden;

    Set<String> revealing = Set.of();
    Set<String> profile = Set.of();
    final Map<String, Set<String>> touches = new LinkedHashMap<>();
    final List<OdooModel.Guard> guards = new ArrayList<>();

    OdooModelBuilder(String name) {
        if (!name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*")) {
            throw new IllegalArgumentException("Not a model name: \"" + name + "\"");
        }
        this.name = name;
        String last = name.substring(name.lastIndexOf('.') + 1);
        this.label = last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
    }

    private static @Nullable String nameIfAny(OdooRecord record) {
        return record.has("name") ? record.text("name") : null;
    }

    /**
     * Names the model for people.
     *
     * @param text the label
     * @return this
     */
    public OdooModelBuilder label(String text) {
        label = text;
        return this;
    }

    /**
     * Sets the order of searches that ask for none.
     *
     * @param text such as {@code name, id desc}
     * @return this
     */
    public OdooModelBuilder order(String text) {
        order = text;
        return this;
    }

    /**
     * Adds fields, or replaces those of the same name.
     *
     * @param added the fields
     * @return this
     */
    public OdooModelBuilder fields(OdooField... added) {
        Arrays.stream(added).forEach(field -> fields.put(field.name(), field));
        return this;
    }

    /**
     * Takes a field away.
     *
     * @param field its name
     * @return this
     */
    public OdooModelBuilder without(String field) {
        fields.remove(field);
        return this;
    }

    /**
     * Leaves out the fields that say who made and changed a record, and when, as reports on database views do.
     *
     * @return this
     */
    public OdooModelBuilder withoutLog() {
        logged = false;
        return this;
    }

    /**
     * Sends other ids than the stored ones, as a view does whose id is a text or a decimal. Searches still compare and sort
     * by the stored ids.
     *
     * @param sent makes the id to send, which is a text, a number or null, of the stored one
     * @return this
     */
    public OdooModelBuilder sendsIds(Function<Long, Object> sent) {
        sentId = sent;
        return this;
    }

    /**
     * Lets ids have 64 bits, as those of views may; conditions on them then may as well.
     *
     * @return this
     */
    public OdooModelBuilder wideIds() {
        wideIds = true;
        return this;
    }

    /**
     * Makes the name under which records are shown; without it, that is the field {@code name}.
     *
     * @param maker makes the name, or null for none
     * @return this
     */
    public OdooModelBuilder displayName(Function<OdooRecord, @Nullable String> maker) {
        displayName = maker;
        return this;
    }

    /**
     * Lets only members of these groups read.
     *
     * @param groups technical names
     * @return this
     */
    public OdooModelBuilder readGroups(String... groups) {
        readGroups = List.of(groups);
        return this;
    }

    /**
     * Lets only members of these groups create, write and delete.
     *
     * @param groups technical names
     * @return this
     */
    public OdooModelBuilder writeGroups(String... groups) {
        writeGroups = List.of(groups);
        return this;
    }

    /**
     * Adds a record rule: searches leave out what it refuses, reads by id fail.
     *
     * @param rule true for records that may be read
     * @return this
     */
    public OdooModelBuilder rule(BiPredicate<OdooRecord, OdooAccess> rule) {
        rules.add(rule);
        return this;
    }

    /**
     * Shows users the records of their companies only, and those of no company.
     *
     * @param companyField a many2one to {@code res.company}
     * @return this
     */
    public OdooModelBuilder companyRule(String companyField) {
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
    public OdooModelBuilder filterAfterLimit(BiPredicate<OdooRecord, OdooAccess> filter) {
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
    public OdooModelBuilder hides(Predicate<OdooRecord> records, String... unlessNamed) {
        hidden = records;
        revealing = Set.of(unlessNamed);
        return this;
    }

    /**
     * Lets users who may not read the model read some fields, as employees are read by their public profiles. A search by
     * another field fails without naming it.
     *
     * @param fields technical names, besides the id, the name and the change time
     * @return this
     */
    public OdooModelBuilder publicProfile(String... fields) {
        profile = Set.of(fields);
        return this;
    }

    /**
     * Makes the name of some records impossible to compute, and with it every call that shows it.
     *
     * @param records which ones
     * @param code 1, 2 or 4, as in XML-RPC
     * @param text the message; for code 1 the last line of the traceback, such as {@code ValueError: too bad}
     * @return this
     */
    public OdooModelBuilder nameFailsFor(Predicate<OdooRecord> records, int code, String text) {
        Function<OdooRecord, @Nullable String> maker = displayName;
        return displayName(record -> {
            if (records.test(record)) {
                throw OdooError.fault(code, text);
            }
            return maker.apply(record);
        });
    }

    /**
     * When one of some fields of a record changes, stamps the records that link to it as well, as a stored computed
     * field of theirs would.
     *
     * @param link a many2one of this model to itself
     * @param changed the fields that matter
     * @return this
     */
    public OdooModelBuilder touches(String link, String... changed) {
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
    public OdooModelBuilder protects(Predicate<OdooRecord> records, String message) {
        guards.add(new OdooModel.Guard(records, message));
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
