package io.syncline.odoo.internal.privacy;

import io.syncline.core.adapter.privacy.NameWords;
import io.syncline.core.adapter.privacy.PrivateWords;
import io.syncline.core.adapter.privacy.PrivateWords.Section;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises fields that hold personal or confidential data by their names and labels. */
final class PersonalNames {

    private static final Set<String> OF_ANSWERS = Set.of("email", "phone", "name", "notes");

    private static final Set<String> AMOUNT = Set.of("amount");

    /** Fields whose names do not tell what they hold, by model. */
    private static final Map<String, Set<String>> BY_MODEL = Map.of(
            "res.partner", Set.of("barcode", "tax_id", "x_tax_id"),
            "account.analytic.line", AMOUNT,
            "timesheets.analysis.report", AMOUNT,
            "event.registration", OF_ANSWERS,
            "hr.leave", OF_ANSWERS,
            // what a working hour costs, in disguise
            "project.task", Set.of("analytic_amount"));

    /** A company's own registration is printed on each of its letters. */
    private static final Set<String> PUBLIC_OF_COMPANIES = Set.of("vat", "company_registry");

    /** Records of employees and users. */
    private static final Pattern EMPLOYEES_AND_USERS = Pattern.compile("hr\\.(?!department$|job$).*|res\\.users");

    /** Things have a gender, a weight and a visa type that are nobody's. */
    private static final Pattern THINGS =
            Pattern.compile("(product|mrp|uom|blog)\\..*|stock\\.(quant|lot|production\\.lot)|event\\.(event|type).*");

    private PersonalNames() {}

    static boolean isOfPeople(String model) {
        return EMPLOYEES_AND_USERS.matcher(model).matches();
    }

    static boolean isPersonal(String model, String field) {
        if (model.equals("res.company") && PUBLIC_OF_COMPANIES.contains(field)) {
            return false;
        }
        NameWords words = PrivateWords.LISTS.ofName(field);
        return PrivateWords.LISTS.isName(Section.IDENTITY, words)
                || PrivateWords.LISTS.isName(section(model, field.startsWith(FieldFacts.CUSTOM)), words)
                || (isOfPeople(model) && PrivateWords.LISTS.isName(Section.EMPLOYMENT, words))
                || BY_MODEL.getOrDefault(model, Set.of()).contains(field);
    }

    /**
     * Whether a label is that of a personal field.
     *
     * @param custom whether users have added the field
     */
    static boolean isPersonalLabel(String model, String label, boolean custom) {
        NameWords words = PrivateWords.LISTS.ofLabel(label);
        return PrivateWords.LISTS.isLabel(Section.IDENTITY, words)
                || PrivateWords.LISTS.isLabel(section(model, custom), words);
    }

    static boolean isContact(String field, String label) {
        return PrivateWords.LISTS.isName(Section.CONTACT, PrivateWords.LISTS.ofName(field))
                || PrivateWords.LISTS.isLabel(Section.CONTACT, PrivateWords.LISTS.ofLabel(label));
    }

    /** What users add to a product may be about a person; what Odoo has there is about the product. */
    private static Section section(String model, boolean custom) {
        if (!isThing(model)) {
            return Section.PERSON;
        }
        return custom ? Section.CONFIDENTIAL : Section.IDENTITY;
    }

    private static boolean isThing(String model) {
        return THINGS.matcher(model).matches();
    }
}
