package io.syncline.odoo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The private values that are planted in a real server: in Odoo's own fields, in added ones, in lines, links and subjects. */
final class RealPlantedRecords {

    private static final List<String> PEOPLE = List.of("x_bonus_note", "x_field_1");
    private static final List<String> ANYWHERE =
            List.of("x_passport_no", "x_iban", "x_steuernummer", "x_mot_de_passe", "x_api_key");

    private final RealPlants plants;

    RealPlantedRecords(RealPlants plants) {
        this.plants = plants;
    }

    void plant() {
        addFields();
        long partner = contact();
        people(partner);
        settings(partner);
        documents(partner);
        answers();
    }

    /** Fields as users add them; those of an earlier run are there already. */
    private void addFields() {
        List<Map<String, Object>> missing = new ArrayList<>();
        Map<String, List<String>> added = Map.of(
                "hr.employee", PEOPLE,
                "res.partner", ANYWHERE,
                "crm.lead", ANYWHERE,
                "project.task", ANYWHERE,
                "product.template", ANYWHERE);
        added.forEach((model, fields) -> id("ir.model", "model", model)
                .ifPresent(owner -> fields.stream()
                        .filter(field -> !plants.types(model).containsKey(field))
                        .forEach(field -> missing.add(Map.of(
                                "name",
                                field,
                                "field_description",
                                field.substring(2).replace('_', ' '),
                                "model_id",
                                owner.intValue(),
                                "ttype",
                                "char")))));
        if (!missing.isEmpty()) {
            plants.odoo().call("ir.model.fields", "create", missing);
            added.keySet().forEach(plants::forget);
        }
    }

    private Optional<Long> id(String model, String field, String value) {
        return plants.odoo().read(model, List.of(List.of(field, "=", value)), List.of("id")).stream()
                .findFirst()
                .map(row -> ((Number) row.get("id")).longValue());
    }

    /** Any record of a model that others need. */
    private Map<String, Object> first(String field, String model, Object... domain) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (!plants.types(model).isEmpty()) {
            Object ids = plants.odoo().call(model, "search", List.of(domain), 0, 1);
            if (ids instanceof List<?> list && !list.isEmpty()) {
                found.put(field, list.get(0));
            }
        }
        return found;
    }

    private static Map<String, Object> values(Map<String, Object> some, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toString(), more[i + 1]);
        }
        return all;
    }

    private static String[] names(List<String> added, String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(added);
        return all.toArray(String[]::new);
    }

    private long contact() {
        long partner = plants.plant(
                        "res.partner",
                        values(Map.of(), "name", RealPlants.OPEN + " contact", "is_company", true),
                        names(ANYWHERE, "vat", "company_registry", "barcode", "partner_latitude", "partner_longitude"))
                .orElseThrow();
        Optional<Long> account = plants.plant(
                "res.partner.bank",
                values(Map.of(), "partner_id", (int) partner),
                "acc_number",
                "acc_holder_name",
                "note");
        account.ifPresent(bank -> plants.plant(
                "account.move",
                values(
                        Map.of(),
                        "move_type",
                        "in_invoice",
                        "partner_id",
                        (int) partner,
                        "partner_bank_id",
                        bank.intValue()),
                "access_token"));
        return partner;
    }

    private void people(long partner) {
        Optional<Long> employee = plants.plant(
                "hr.employee",
                values(Map.of(), "name", RealPlants.OPEN + " employee", "job_title", "Welder"),
                names(
                        PEOPLE,
                        "ssnid",
                        "sinid",
                        "passport_id",
                        "identification_id",
                        "visa_no",
                        "permit_no",
                        "visa_expire",
                        "birthday",
                        "place_of_birth",
                        "private_street",
                        "private_street2",
                        "private_city",
                        "private_zip",
                        "private_phone",
                        "private_email",
                        "emergency_contact",
                        "emergency_phone",
                        "spouse_complete_name",
                        "spouse_birthdate",
                        "study_field",
                        "study_school",
                        "pin",
                        "barcode",
                        "additional_note",
                        "notes",
                        "departure_description",
                        "km_home_work",
                        "hourly_cost",
                        "wage",
                        "legal_name",
                        "mobility_card",
                        "private_car_plate",
                        "passport_expiration_date",
                        "work_permit_expiration_date",
                        "children",
                        "distance_home_work"));
        employee.ifPresent(id -> subjects("hr.employee", id));
        plants.plant(
                "res.users",
                values(Map.of(), "name", RealPlants.OPEN + " user", "login", "opentext-" + partner + "@example.com"),
                "signature",
                "oauth_uid",
                "oauth_access_token",
                "vat");
        employee.ifPresent(id -> leave(id));
        // Odoo makes a contact of an applicant, with the address and number: those are of a contact then.
        Optional<Long> applicant = plants.plant(
                "hr.applicant",
                values(first("job_id", "hr.job"), "name", RealPlants.OPEN + " application"),
                "partner_name",
                "salary_expected",
                "salary_proposed",
                "salary_expected_extra",
                "description",
                "applicant_notes",
                "linkedin_profile");
        applicant.ifPresent(id -> subjects("hr.applicant", id));
        plants.plant(
                "fleet.vehicle",
                values(first("model_id", "fleet.vehicle.model"), "color", "Blue", "driver_id", (int) partner),
                "license_plate",
                "car_value");
    }

    private void leave(long employee) {
        Map<String, Object> base =
                first("holiday_status_id", "hr.leave.type", List.of("requires_allocation", "=", "no"));
        base.putIfAbsent(
                "holiday_status_id",
                first("id", "hr.leave.type", List.of("requires_allocation", "=", false))
                        .getOrDefault("id", false));
        plants.plant(
                "hr.leave",
                values(
                        base,
                        "employee_id",
                        (int) employee,
                        "request_date_from",
                        "2026-12-07",
                        "request_date_to",
                        "2026-12-08"),
                "private_name",
                "notes");
        plants.plant(
                "resource.calendar.leaves",
                values(Map.of(), "date_from", "2026-12-07 08:00:00", "date_to", "2026-12-07 16:00:00"),
                "name");
    }

    /** What is said about a record of a person elsewhere. */
    private void subjects(String model, long id) {
        plants.plant(
                "mail.message",
                values(Map.of(), "model", model, "res_id", (int) id, "message_type", "comment"),
                "body",
                "subject");
        Map<String, Object> activity = new LinkedHashMap<>(first("activity_type_id", "mail.activity.type"));
        id("ir.model", "model", model).ifPresent(owner -> activity.put("res_model_id", owner.intValue()));
        plants.plant("mail.activity", values(activity, "res_id", (int) id), "summary", "note");
        String text = plants.text();
        plants.plant(
                        "ir.attachment",
                        values(
                                Map.of(),
                                "res_model",
                                model,
                                "res_id",
                                (int) id,
                                "mimetype",
                                "text/plain",
                                "datas",
                                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))),
                        "name",
                        "description")
                .ifPresent(file -> plants.confirm(text, "ir.attachment", file, "index_content"));
    }

    private void settings(long partner) {
        plants.plant(
                "ir.mail_server",
                values(
                        Map.of(),
                        "name",
                        RealPlants.OPEN + " mail",
                        "smtp_host",
                        "127.0.0.1",
                        "smtp_authentication",
                        "login"),
                "smtp_user",
                "smtp_pass",
                "google_gmail_refresh_token");
        plants.plant(
                "fetchmail.server",
                values(Map.of(), "name", RealPlants.OPEN + " fetch", "server", "127.0.0.1"),
                "user",
                "password");
        plants.plant("ir.config_parameter", values(Map.of(), "key", plants.text()), "value");
        plants.plant("iap.account", values(first("service_id", "iap.service"), "name", "Opentext"), "account_token");
        plants.plant(
                "payment.token",
                values(
                        first("provider_id", "payment.provider"),
                        "partner_id",
                        (int) partner,
                        "payment_method_id",
                        first("id", "payment.method", List.of("active", "in", List.of(true, false)))
                                .getOrDefault("id", false)),
                "payment_details",
                "provider_ref");
        plants.plant("mail.guest", Map.of(), "name", "email");
    }

    private void documents(long partner) {
        plants.plant(
                "sale.order",
                values(Map.of(), "partner_id", (int) partner, "client_order_ref", RealPlants.OPEN + " order"),
                "access_token");
        plants.plant(
                "crm.lead",
                values(Map.of(), "name", RealPlants.OPEN + " lead", "type", "opportunity"),
                names(ANYWHERE));
        plants.plant("product.template", values(Map.of(), "name", RealPlants.OPEN + " product"), names(ANYWHERE));
        plants.plant(
                "calendar.event",
                values(Map.of(), "privacy", "private", "start", "2026-12-07 08:00:00", "stop", "2026-12-07 09:00:00"),
                "name",
                "location",
                "description");
        plants.plant(
                "calendar.event",
                values(
                        Map.of(),
                        "name",
                        RealPlants.OPEN + " meeting",
                        "start",
                        "2026-12-07 08:00:00",
                        "stop",
                        "2026-12-07 09:00:00"),
                "access_token",
                "videocall_location");
        task(partner);
    }

    /** A task with properties, of which two have private labels, and with a timesheet. */
    private void task(long partner) {
        String passport = plants.text();
        String salary = plants.text();
        Map<String, Object> project = first("project_id", "project.project");
        plants.plant(
                        "project.task",
                        values(
                                project,
                                "name",
                                RealPlants.OPEN + " task",
                                "partner_id",
                                (int) partner,
                                "task_properties",
                                List.of(
                                        property("a1", "Passport number", passport),
                                        property("a2", "Salary", salary),
                                        property("a3", "Colour", RealPlants.OPEN + " property"))),
                        names(ANYWHERE, "access_token"))
                .ifPresent(id -> {
                    plants.confirm(passport, "project.task", id, "task_properties");
                    plants.confirm(salary, "project.task", id, "task_properties");
                });
    }

    private static Map<String, Object> property(String name, String label, String value) {
        return Map.of("name", name, "string", label, "type", "char", "value", value, "definition_changed", true);
    }

    private void answers() {
        Optional<Long> survey = plants.plant(
                "survey.survey",
                values(Map.of(), "title", RealPlants.OPEN + " survey"),
                "access_token",
                "session_code");
        survey.ifPresent(id -> {
            Map<String, Object> question = first("question_id", "survey.question");
            plants.plant("survey.user_input", values(Map.of(), "survey_id", id.intValue()), "nickname", "email")
                    .ifPresent(input -> plants.plant(
                            "survey.user_input.line",
                            values(question, "user_input_id", input.intValue(), "answer_type", "char_box"),
                            "value_char_box"));
        });
        plants.plant("event.registration", first("event_id", "event.event"), "name", "email", "phone");
    }
}
