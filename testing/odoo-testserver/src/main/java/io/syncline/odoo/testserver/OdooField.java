package io.syncline.odoo.testserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model. A new field is stored, searchable, readable by all users, and sortable if its type allows; each
 * method returns a changed copy.
 *
 * <p>Immutable.
 */
public final class OdooField implements Cloneable {
    private final String name;
    private final OdooFieldType type;
    private String relation = "";
    private String inverse = "";
    private boolean required;
    private boolean stored = true;
    private boolean searchable = true;
    private boolean sortable;
    private boolean companyDependent;
    private boolean translated;
    private boolean activeOnly;
    private OnDelete onDelete = OnDelete.SET_NULL;
    private List<String> groups = List.of();
    private OdooLabels labels = OdooLabels.NONE;
    private Map<String, Object> attributes = Map.of();
    private @Nullable Function<OdooRecord, @Nullable Object> compute;
    private RecordFault recordFault = RecordFault.NONE;

    private OdooField(String name, OdooFieldType type) {
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw new IllegalArgumentException("Not a field name: \"" + name + "\"");
        }
        this.name = name;
        this.type = type;
        this.sortable = type.isSortable();
    }

    private OdooField with(Consumer<OdooField> change) {
        try {
            OdooField copy = (OdooField) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A field that is not a link.
     *
     * @param name the technical name
     * @param type any type but the relational ones
     * @return the field
     */
    public static OdooField of(String name, OdooFieldType type) {
        if (type.isRelational()) {
            throw new IllegalArgumentException("Field " + name + ": a " + type.wireName() + " needs a target model");
        }
        return new OdooField(name, type);
    }

    /**
     * A line of text.
     *
     * @param name the technical name
     * @return a char field
     */
    public static OdooField chars(String name) {
        return of(name, OdooFieldType.CHAR);
    }

    /**
     * A choice from a list.
     *
     * @param name the technical name
     * @param labels the label of each key, in order
     * @return a selection field
     */
    public static OdooField selection(String name, Map<String, String> labels) {
        return of(name, OdooFieldType.SELECTION).choices("en_US", labels);
    }

    /**
     * A link to one record.
     *
     * @param name the technical name
     * @param target the model it links to
     * @return a many2one field
     */
    public static OdooField many2one(String name, String target) {
        return new OdooField(name, OdooFieldType.MANY2ONE).with(field -> field.relation = target);
    }

    /**
     * The records of another model that link to this one; nothing is stored here.
     *
     * @param name the technical name
     * @param target the other model
     * @param inverse the many2one field there
     * @return a one2many field
     */
    public static OdooField one2many(String name, String target, String inverse) {
        return new OdooField(name, OdooFieldType.ONE2MANY).with(field -> {
            field.relation = target;
            field.inverse = inverse;
        });
    }

    /**
     * Links to any number of records.
     *
     * @param name the technical name
     * @param target the model they link to
     * @return a many2many field
     */
    public static OdooField many2many(String name, String target) {
        return new OdooField(name, OdooFieldType.MANY2MANY).with(field -> field.relation = target);
    }

    /**
     * The other side of a many2many field; a write here changes the change time of this side only.
     *
     * @param name the technical name
     * @param target the model that stores the links
     * @param inverse the many2many field there
     * @return a many2many field
     */
    public static OdooField many2many(String name, String target, String inverse) {
        return many2many(name, target).with(field -> field.inverse = inverse);
    }

    /**
     * An amount of money.
     *
     * @param name the technical name
     * @param currencyField the field with the currency
     * @return a monetary field
     */
    public static OdooField monetary(String name, String currencyField) {
        return of(name, OdooFieldType.MONETARY).attribute("currency_field", currencyField);
    }

    /**
     * A field that is computed when it is read: not stored, not searchable, not sortable, read-only.
     *
     * @param name the technical name
     * @param type its type
     * @param value makes the value, or null for an empty one
     * @return the field
     */
    public static OdooField computed(String name, OdooFieldType type, Function<OdooRecord, @Nullable Object> value) {
        return of(name, type).notStored().readonly().with(field -> field.compute = value);
    }

    /**
     * Marks the field as a copy of another one behind many2one links: not stored, read-only, as the fields that a model
     * has through {@code _inherits}.
     *
     * @param path such as {@code product_tmpl_id.name}
     * @return a changed copy
     */
    public OdooField relatedTo(String path) {
        return notStored()
                .readonly()
                .attribute("related", path)
                .with(field -> field.compute = record -> record.follow(path));
    }

    /**
     * Sets the label.
     *
     * @param label the label in English
     * @return a changed copy
     */
    public OdooField label(String label) {
        return label("en_US", label);
    }

    /**
     * Sets the label in one language.
     *
     * @param language a language code such as {@code fr_FR}
     * @param label the label
     * @return a changed copy
     */
    public OdooField label(String language, String label) {
        return with(field -> field.labels = labels.label(language, label));
    }

    /**
     * Sets the labels of the choices of a selection in one language.
     *
     * @param language a language code
     * @param choiceLabels the label of each key, in order
     * @return a changed copy
     */
    public OdooField choices(String language, Map<String, String> choiceLabels) {
        return with(field -> field.labels = labels.choices(language, choiceLabels));
    }

    /**
     * Adds an attribute to the answer of {@code fields_get}, such as {@code help}.
     *
     * @param key the attribute
     * @param value its value, as on the wire
     * @return a changed copy
     */
    public OdooField attribute(String key, Object value) {
        return with(field -> field.attributes = OdooLabels.plus(attributes, key, value));
    }

    /**
     * Hides the field from users who are in none of these groups.
     *
     * @param names technical names such as {@code base.group_system}
     * @return a changed copy
     */
    public OdooField groups(String... names) {
        return with(field -> field.groups = List.of(names));
    }

    /**
     * Requires a value.
     *
     * @return a changed copy
     */
    public OdooField required() {
        return with(field -> field.required = true);
    }

    /**
     * Marks the field as not stored, so neither searchable nor sortable.
     *
     * @return a changed copy
     */
    public OdooField notStored() {
        return with(field -> {
            field.stored = false;
            field.searchable = false;
            field.sortable = false;
        });
    }

    /**
     * Marks a field as searchable, also one that is not stored.
     *
     * @param value whether it is
     * @return a changed copy
     */
    public OdooField searchable(boolean value) {
        return with(field -> field.searchable = value);
    }

    /**
     * Marks a field as sortable.
     *
     * @param value whether it is
     * @return a changed copy
     */
    public OdooField sortable(boolean value) {
        return with(field -> field.sortable = value);
    }

    /**
     * Marks a computed field as stored, hence searchable and sortable. Its value is always up to date; which changes
     * move the change time of a record is said by {@link OdooModelBuilder#touches}.
     *
     * @return a changed copy
     */
    public OdooField stored() {
        return with(field -> {
            field.stored = true;
            field.searchable = true;
            field.sortable = type.isSortable();
        });
    }

    /**
     * Marks the field as read-only for people; the API may write it.
     *
     * @return a changed copy
     */
    public OdooField readonly() {
        return attribute("readonly", true);
    }

    /**
     * Stores one value per company.
     *
     * @return a changed copy
     */
    public OdooField companyDependent() {
        return with(field -> field.companyDependent = true);
    }

    /**
     * Stores one value per language.
     *
     * @return a changed copy
     */
    public OdooField translated() {
        return with(field -> field.translated = true);
    }

    /**
     * Omits archived records from a list of links, whatever the context.
     *
     * @return a changed copy
     */
    public OdooField activeOnly() {
        return with(field -> field.activeOnly = true);
    }

    /**
     * Sets what happens to the link when its target is deleted.
     *
     * @param rule the effect
     * @return a changed copy
     */
    public OdooField onDelete(OnDelete rule) {
        return with(field -> field.onDelete = rule);
    }

    /**
     * Makes every read of the field fail for users who are not administrators, as a computed field does that needs a
     * model they may not read.
     *
     * @param message the text of the access error
     * @return a changed copy
     */
    public OdooField failing(String message) {
        return with(field -> field.recordFault = RecordFault.ofTheRestricted(OdooError.access(message)));
    }

    /**
     * Makes reading the field fail for some records, whoever reads, and with them the whole call.
     *
     * @param records which ones
     * @param code 1, 2 or 4, as in XML-RPC
     * @param text the message; for code 1 the last line of the traceback, such as {@code ValueError: too bad}
     * @return a changed copy
     */
    public OdooField failingFor(Predicate<OdooRecord> records, int code, String text) {
        return with(field -> field.recordFault = new RecordFault(records, OdooError.fault(code, text)));
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
     * The type.
     *
     * @return the type
     */
    public OdooFieldType type() {
        return type;
    }

    String relation() {
        return relation;
    }

    String inverse() {
        return inverse;
    }

    boolean isRequired() {
        return required;
    }

    boolean isStored() {
        return stored;
    }

    /** Whether the value itself is stored in the rows of this model. */
    boolean isColumn() {
        return stored && compute == null && inverse.isEmpty();
    }

    boolean isSearchable() {
        return searchable;
    }

    boolean isSortable() {
        return sortable;
    }

    boolean isCompanyDependent() {
        return companyDependent;
    }

    boolean isTranslated() {
        return translated;
    }

    boolean isActiveOnly() {
        return activeOnly;
    }

    OnDelete onDelete() {
        return onDelete;
    }

    List<String> groups() {
        return groups;
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    Optional<Function<OdooRecord, @Nullable Object>> compute() {
        return Optional.ofNullable(compute);
    }

    RecordFault recordFault() {
        return recordFault;
    }

    OdooLabels labels() {
        return labels;
    }

    @Override
    public String toString() {
        return name + ":" + type.wireName();
    }
}
