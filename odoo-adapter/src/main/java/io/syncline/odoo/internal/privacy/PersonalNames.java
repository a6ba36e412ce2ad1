package io.syncline.odoo.internal.privacy;

import java.util.Map;
import java.util.Set;

/** Recognises fields that hold personal or confidential data by their names. */
final class PersonalNames {

    private static final Set<String> WORDS = Set.of(
            // ids of the state, of persons
            "ssn",
            "ssnid",
            "sinid",
            "passport",
            "visa",
            "nin",
            "vat",
            "iban",
            // birth and family
            "birth",
            "birthday",
            "birthdate",
            "birthplace",
            "dob",
            "gender",
            "sex",
            "marital",
            "spouse",
            "religion",
            "ethnicity",
            // home and emergencies
            "private",
            "personal",
            "emergency",
            // health
            "health",
            "medical",
            "blood",
            "allergy",
            "allergies",
            "disability",
            "diagnosis",
            // pay
            "salary",
            "salaries",
            "wage",
            "wages",
            "payslip",
            "payroll",
            // whereabouts
            "latitude",
            "longitude",
            "geolocation",
            "gps",
            "ip",
            "badge");

    private static final Set<String> PHRASES = Set.of(
            "identification_id",
            "identity_card",
            "identity_number",
            "id_card",
            "national_id",
            "social_security",
            "tax_identification",
            "tax_number",
            "fiscal_code",
            "company_registry",
            "permit_no",
            "work_permit",
            "driving_license",
            "driving_licence",
            "license_plate",
            "mobility_card",
            "bank_account",
            "acc_holder",
            "acc_name",
            "home_address",
            "address_home",
            "km_home",
            "distance_home",
            "home_work",
            "hourly_cost",
            "timesheet_cost",
            "study_field",
            "study_school",
            "login_date",
            "last_activity",
            "presence_state",
            "leave_date",
            "departure_reason",
            "departure_description",
            "departure_date",
            "legal_name");

    private static final Set<String> PEOPLE =
            Set.of("certificate", "barcode", "employee_properties", "nationality", "children", "additional_note");

    private static final Set<String> OF_ANSWERS = Set.of("email", "phone", "name", "notes");

    /** Names that say nothing by themselves, by model. */
    private static final Map<String, Set<String>> BY_MODEL = Map.of(
            "hr.employee", PEOPLE,
            "hr.employee.public", PEOPLE,
            "res.users", PEOPLE,
            "res.partner", Set.of("barcode"),
            "account.analytic.line", Set.of("amount"),
            "event.registration", OF_ANSWERS,
            "hr.leave", OF_ANSWERS,
            // what a working hour costs, in disguise
            "project.task", Set.of("analytic_amount"));

    /** A company's own registration is printed on each of its letters. */
    private static final Set<String> PUBLIC_OF_COMPANIES = Set.of("vat", "company_registry");

    private PersonalNames() {}

    static boolean isPersonal(String model, String field) {
        if (model.equals("res.company") && PUBLIC_OF_COMPANIES.contains(field)) {
            return false;
        }
        NameWords words = NameWords.of(field);
        return words.hasAny(WORDS)
                || words.hasPhrase(PHRASES)
                || BY_MODEL.getOrDefault(model, Set.of()).contains(field);
    }
}
