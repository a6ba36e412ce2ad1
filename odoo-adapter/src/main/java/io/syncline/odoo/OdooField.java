package io.syncline.odoo;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field as {@code fields_get} describes it.
 *
 * @param name technical name
 * @param label the label for users, in the language of the source
 * @param odooType Odoo's name of its type, such as {@code many2one}
 * @param stored whether it is stored in the database rather than computed by each read
 * @param searchable whether a domain may use it; some versions silently ignore conditions on other fields
 * @param relation the model that it links to, or null
 * @param selection labels by key
 * @param currencyField the field that names the currency of an amount, or null
 * @param derivedFrom the link whose record determines the value, or null: for properties the link to the record that
 *     defines them, for a field that repeats one of a linked record the link to that record
 * @param grouped whether Odoo shows it to members of some groups only
 */
record OdooField(
        String name,
        String label,
        String odooType,
        boolean stored,
        boolean searchable,
        @Nullable String relation,
        Map<String, String> selection,
        @Nullable String currencyField,
        @Nullable String derivedFrom,
        boolean grouped) {

    FieldType type() {
        return switch (odooType) {
            case "char", "text", "reference" -> FieldType.TEXT;
            case "html" -> FieldType.HTML;
            case "boolean" -> FieldType.BOOLEAN;
            case "integer", "many2one_reference" -> FieldType.WHOLE;
            case "float" -> FieldType.DECIMAL;
            case "monetary" -> FieldType.MONEY;
            case "date" -> FieldType.DATE;
            case "datetime" -> FieldType.TIMESTAMP;
            case "selection" -> FieldType.CHOICE;
            case "many2one" -> FieldType.REFERENCE;
            case "one2many", "many2many" -> FieldType.REFERENCES;
            case "properties" -> FieldType.PROPERTIES;
            case "json", "properties_definition" -> FieldType.JSON;
            case "binary", "image" -> FieldType.BINARY;
            default -> FieldType.OTHER;
        };
    }

    /** The same field as an amount of money. */
    OdooField inCurrency(String currency) {
        return new OdooField(
                name, label, "monetary", stored, searchable, relation, selection, currency, derivedFrom, grouped);
    }

    FieldDescription description() {
        return new FieldDescription(name, label, type());
    }

    boolean linksToMany() {
        return type() == FieldType.REFERENCES;
    }

    boolean links() {
        return linksToMany() || type() == FieldType.REFERENCE;
    }
}
