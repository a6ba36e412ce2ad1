package io.syncline.odoo;

import io.syncline.api.LeftOutField;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.internal.privacy.PrivacyReason;
import io.syncline.odoo.internal.privacy.PrivacyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses the fields of a document if the user chose none and the model has no recipe: stored fields that contain text, in the
 * order in which a person would read them. Excluded are private fields (see {@link ModelPrivacy}), contact data, bookkeeping, and copies of
 * other fields. Of links to many records only those to tags, categories, people, skills and departments are included.
 */
final class DefaultFields {

    private static final List<String> FIRST = List.of(
            "name",
            "display_name",
            "subject",
            "title",
            "default_code",
            "code",
            "ref",
            "barcode",
            "description",
            "description_sale",
            "note",
            "notes",
            "comment",
            "body",
            "parent_id",
            "partner_id",
            "contact_name",
            "partner_name",
            "function",
            "email",
            "email_from",
            "phone",
            "mobile",
            "website",
            "street",
            "street2",
            "zip",
            "city",
            "state_id",
            "country_id",
            "vat");

    private static final Pattern BOOKKEEPING =
            Pattern.compile("(create|write)_(uid|date)|__last_update|id|active|x_active|color|sequence|xml_id"
                    + "|(message|activity|my_activity|website_message|access|signup|rating|image|avatar|property|peppol"
                    + "|invoice_edi|invoice_sending|invoice_template)_.*"
                    + "|.*_(normalized|sanitized|count|counter|url|hash|uuid|gid|store|ack|warn|warn_msg|decoration)"
                    + "|complete_name|commercial_(partner_id|company_name)|parent_path|additional_info|tz|lang|signature"
                    + "|date_(automation_last|last_stage_update)|specific_.*|currency_id|company_currency(_id)?"
                    // Settings of how Odoo processes a record.
                    + "|checksum|store_fname|mimetype|res_field|reply_to|mail_server_id|subtype_id|mail_activity_type_id"
                    + "|pinned_at|.*_(xmlid|alias_domain_id|policy|term_id|criterion)|autopost_bills|trust|service_(tracking|type)"
                    + "|(email|phone)_state|reveal_id|lead_mining_request_id|won_status|(line_)?invoice_status|pending_.*"
                    + "|debit_limit|prorated_.*|recurring_revenue_.*|amount_(tax|untaxed)|fiscal_position_id|journal_id"
                    + "|account_tag_ids|uom_po_id|lang_id");

    /** Numbers that people ask about. */
    private static final Pattern MEASURES = Pattern.compile(
            "(^|_)(price|cost|amount|total|qty|quantity|hours|duration|weight|volume|area|size|score|rate|budget|revenue|value"
                    + "|discount|distance|power|capacity|odometer|mileage|seats|age)(_|$)");

    private static final Pattern STATE = Pattern.compile("(^|_)(state|status|stage)($|_)");

    private static final Set<String> LISTED_BY_NAME =
            Set.of("res.users", "res.partner", "hr.employee", "hr.employee.public", "hr.skill", "hr.department");

    /** Links to these say how Odoo works, not what a record is about. */
    private static final Pattern TECHNICAL_TARGET = Pattern.compile(
            "(ir|mail|base|resource|payment|uom|digest|sms|utm|discuss|bus)\\..*|res\\.(currency|lang|groups|company\\.ldap)"
                    + "|account\\.(account|tax|journal|fiscal\\.position|payment\\.term|cash\\.rounding)|stock\\.(rule|route|location)"
                    + "|spreadsheet\\..*|.*\\.alias");

    private static final Pattern TAGS = Pattern.compile("(^|[._])(tag|tags|category|categories)($|[._])");

    private DefaultFields() {}

    /** Whether a choice says where a record stands, so that it is worth a line even for new ones. */
    static boolean isState(OdooField field) {
        return STATE.matcher(field.name()).find();
    }

    /** The fields of a text that people filter by: states, amounts, dates, links. */
    static List<String> payload(OdooModel model, List<String> fields) {
        return fields.stream()
                .filter(name -> {
                    OdooField field = model.field(name);
                    return field != null && isFilter(field);
                })
                .toList();
    }

    private static boolean isFilter(OdooField field) {
        return switch (field.type()) {
            case CHOICE, DATE, TIMESTAMP, MONEY, DECIMAL, REFERENCE, REFERENCES -> true;
            default -> false;
        };
    }

    static List<String> of(OdooModel model) {
        List<OdooField> chosen = new ArrayList<>();
        ModelPrivacy privacy = new ModelPrivacy(model);
        for (OdooField field : model.fields().values()) {
            if (isCandidate(model, field)
                    && !privacy.isPrivate(field)
                    && contact(field).isEmpty()) {
                chosen.add(field);
            }
        }
        OdooField displayName = model.field("display_name");
        chosen.removeIf(field -> field.name().equals("display_name"));
        chosen.sort(DefaultFields::compare);
        if (displayName != null && !privacy.isPrivate(displayName)) {
            chosen.add(0, displayName);
        }
        return chosen.stream().map(OdooField::name).toList();
    }

    /** The fields that tell how to reach somebody, which only recipes and configurations show. */
    static List<LeftOutField> leftOut(OdooModel model) {
        return model.fields().values().stream()
                .filter(field -> isCandidate(model, field))
                .flatMap(field ->
                        contact(field).map(reason -> new LeftOutField(field.name(), reason.description())).stream())
                .toList();
    }

    private static Optional<PrivacyReason> contact(OdooField field) {
        return field.type() == FieldType.TEXT
                ? PrivacyRules.unlessNamed(field.name(), field.label())
                : Optional.empty();
    }

    private static boolean isCandidate(OdooModel model, OdooField field) {
        return !model.isDropped(field.name()) && isWanted(field);
    }

    private static boolean isWanted(OdooField field) {
        if (!field.stored() || isBookkeeping(field) || field.odooType().equals("reference")) {
            return false;
        }
        return switch (field.type()) {
            case TEXT, HTML, CHOICE, DATE, TIMESTAMP, MONEY, PROPERTIES -> true;
            case REFERENCE -> !isTechnical(field);
            case REFERENCES ->
                field.odooType().equals("many2many") && !isTechnical(field) && (isTags(field) || isPeople(field));
            case DECIMAL -> MEASURES.matcher(field.name()).find();
            case BOOLEAN, WHOLE, JSON, BINARY, OTHER -> false;
        };
    }

    /** Whether a field is about the record as a row of Odoo's tables rather than about its subject. */
    static boolean isBookkeeping(OdooField field) {
        return BOOKKEEPING.matcher(field.name()).matches();
    }

    private static boolean isPeople(OdooField field) {
        return field.relation() != null && LISTED_BY_NAME.contains(field.relation());
    }

    private static boolean isTechnical(OdooField field) {
        return field.relation() == null
                || TECHNICAL_TARGET.matcher(field.relation()).matches();
    }

    /** Whether a field could be shown at all. */
    static boolean hasText(OdooField field) {
        return switch (field.type()) {
            case BOOLEAN, BINARY, OTHER -> false;
            default -> true;
        };
    }

    private static boolean isTags(OdooField field) {
        String relation = field.relation();
        return TAGS.matcher(field.name()).find()
                || (relation != null && TAGS.matcher(relation).find());
    }

    private static int compare(OdooField one, OdooField other) {
        int ranks = Integer.compare(rank(one), rank(other));
        return ranks == 0 ? one.name().compareTo(other.name()) : ranks;
    }

    private static int rank(OdooField field) {
        int first = FIRST.indexOf(field.name());
        return first >= 0 ? first : FIRST.size() + byType(field.type());
    }

    private static int byType(FieldType type) {
        return switch (type) {
            case TEXT, HTML -> 0;
            case CHOICE -> 1;
            case REFERENCE -> 2;
            case REFERENCES -> 3;
            case PROPERTIES -> 4;
            case MONEY -> 5;
            default -> 6;
        };
    }
}
