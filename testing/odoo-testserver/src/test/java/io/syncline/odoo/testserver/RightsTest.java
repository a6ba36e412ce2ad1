package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access rights: what a user may read, and the errors for everything else. */
class RightsTest {
    private OdooServer server = start(OdooVersion.V18);
    private final OdooClient admin = new OdooClient(server, 2, "admin");
    private final OdooClient limited = new OdooClient(server, 3, "limited");

    @AfterEach
    void stop() {
        server.close();
    }

    private static OdooServer start(OdooVersion version) {
        OdooServer started = OdooServer.builder()
                .version(version)
                .user("admin", "admin")
                .user(OdooUser.limited("demo", "limited", "base.group_user"))
                .start();
        started.database()
                .define(OdooModel.named("sale.order")
                        .label("Sales Order")
                        .fields(OdooField.chars("name"))
                        .readGroups("sales_team.group_sale_salesman")
                        .build())
                .addFields("res.partner", OdooField.many2many("sale_order_ids", "sale.order"));
        return started;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(OdooClient client, String model, Object... args) {
        return (Map<String, Object>) client.call(model, "fields_get", args);
    }

    private static OdooClient.Fault fault(Runnable call) {
        return catchThrowableOfType(OdooClient.Fault.class, call::run);
    }

    @Test
    void groupsOfAFieldShouldBeShownToItsMembersAndHideItFromOthers() {
        server.database()
                .addFields(
                        "res.partner",
                        OdooField.chars("ssnid").groups("hr.group_hr_user", "hr.group_hr_manager"),
                        OdooField.chars("tag_line").groups("base.group_user"));
        List<String> attributes = List.of("groups", "type");
        assertThat(fields(admin, "res.partner", List.of(), attributes))
                .containsEntry("ssnid", Map.of("groups", "hr.group_hr_user,hr.group_hr_manager", "type", "char"))
                .containsEntry("name", Map.of("type", "char"));
        assertThat(fields(limited, "res.partner", List.of(), attributes))
                .doesNotContainKey("ssnid")
                .containsEntry("tag_line", Map.of("groups", "base.group_user", "type", "char"));
    }

    @Test
    void fieldShouldFailForOneRecordAndWithItTheWholeCall() {
        server.database()
                .addFields(
                        "res.partner",
                        OdooField.chars("mood")
                                .failingFor(record -> "Bad".equals(record.text("name")), 1, "ValueError: no mood"));
        server.database().create("res.partner", Map.of("name", "Good", "mood", "fine"));
        server.database().create("res.partner", Map.of("name", "Bad", "mood", "fine"));
        Map<String, Object> mood = Map.of("fields", List.of("mood"));
        assertThat(fault(() -> admin.rows("res.partner", List.of(), mood)).getMessage())
                .contains("ValueError: no mood");
        assertThat(admin.rows("res.partner", List.of(List.of("name", "=", "Good")), mood))
                .hasSize(1);
        assertThat(admin.rows("res.partner", List.of(), Map.of("fields", List.of("name"))))
                .hasSizeGreaterThan(1);
    }

    @Test
    void nameOfOneRecordShouldFailWhereverItIsShown() {
        server.database()
                .define(server.database().model("res.partner.category").toBuilder()
                        .nameFailsFor(record -> "Bad".equals(record.text("name")), 1, "KeyError: 'lang'")
                        .build());
        long tag = server.database().create("res.partner.category", Map.of("name", "Bad"));
        server.database().create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
        Map<String, Object> name = Map.of("fields", List.of("display_name"));
        assertThat(fault(() -> admin.rows("res.partner.category", List.of(), name))
                        .getMessage())
                .contains("KeyError: 'lang'");
        assertThat(admin.rows("res.partner", List.of(), Map.of("fields", List.of("category_id"))))
                .isNotEmpty();
    }

    @Test
    void profileShouldBeOpenToThoseWhoMayNotReadTheModel() {
        server.database()
                .define(OdooModel.named("hr.employee")
                        .fields(OdooField.chars("name"), OdooField.chars("pin"))
                        .readGroups("hr.group_hr_user")
                        .publicProfile("name")
                        .build());
        server.database().create("hr.employee", Map.of("name", "Ann", "pin", "1234"));
        List<Object> named = List.of(List.of("name", "=", "Ann"), List.of("write_date", "!=", false));
        assertThat(limited.rows("hr.employee", named, Map.of("fields", List.of("name", "write_date"))))
                .hasSize(1);
        assertThat(fault(() -> limited.rows("hr.employee", named, Map.of("fields", List.of("pin"))))
                        .getMessage())
                .contains("'pin'");
        List<Object> byPin = List.of(List.of("pin", "=", "1234"));
        assertThat(fault(() -> limited.rows("hr.employee", byPin, Map.of("fields", List.of("name"))))
                        .getMessage())
                .isEqualTo("You do not have access to this document.");
        assertThat(admin.rows("hr.employee", byPin, Map.of("fields", List.of("pin"))))
                .hasSize(1);
    }

    @Test
    void languageThatIsNotInstalledShouldBeIgnoredByVersion17Only() {
        Map<String, Object> french = Map.of("fields", List.of("name"), "context", Map.of("lang", "fr_FR"));
        assertThat(fault(() -> admin.rows("res.users", List.of(), french)).code).isEqualTo(2L);
        server.close();
        server = start(OdooVersion.V17);
        OdooClient seventeen = new OdooClient(server, 2, "admin");
        assertThat(seventeen.rows("res.users", List.of(), french)).isNotEmpty();
    }

    @Test
    void identityOfTheDatabaseShouldBeOpenToAdministratorsOnly() {
        List<Object> domain = List.of(List.of("key", "=", "database.uuid"));
        Map<String, Object> fields = Map.of("fields", List.of("value"));
        assertThat(admin.rows("ir.config_parameter", domain, fields))
                .singleElement()
                .satisfies(row -> assertThat(String.valueOf(row.get("value"))).hasSize(36));
        assertThat(fault(() -> limited.rows("ir.config_parameter", domain, fields)).code)
                .isEqualTo(4L);
    }

    @Test
    void fieldsGetShouldLeaveOutFieldsOfOtherGroups() {
        assertThat(fields(admin, "res.partner")).containsKey("signup_type");
        assertThat(fields(limited, "res.partner", List.of("name", "signup_type", "nofield")))
                .containsOnlyKeys("name");
        assertThat(fields(limited, "sale.order")).as("not filtered by model").containsKey("name");
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void forbiddenFieldsShouldBeNamedByTheFault(OdooVersion version) {
        server.close();
        server = start(version);
        OdooClient client = new OdooClient(server, 3, "limited");
        server.database().create("res.partner", Map.of("name", "Azure"));

        OdooClient.Fault fault = fault(() -> client.rows(
                "res.partner", List.of(), Map.of("fields", List.of("name", "signup_type", "credit_limit"))));
        assertThat(fault.code).isEqualTo(4L);
        assertThat(fault.getMessage())
                .startsWith(
                        version == OdooVersion.V19
                                ? "You do not have enough rights to access the field \"signup_type\" on Contact"
                                : "You do not have enough rights to access the fields \"signup_type,credit_limit\" on"
                                        + " Contact (res.partner).");
        assertThat(fault(() -> client.search("res.partner", List.of(List.of("signup_type", "=", "x")))).code)
                .isEqualTo(4L);
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("order", "signup_type"))).code)
                .isEqualTo(4L);
    }

    @Test
    void modelWithoutRightsShouldFailByEveryMethod() {
        long order = server.database().create("sale.order", Map.of("name", "S1"));
        server.database().create("res.partner", Map.of("name", "Azure", "sale_order_ids", List.of(order)));

        OdooClient.Fault fault = fault(() -> limited.search("sale.order", List.of()));
        assertThat(fault.code).isEqualTo(4L);
        assertThat(fault.getMessage()).startsWith("You are not allowed to access 'Sales Order' (sale.order) records.");
        assertThat(limited.call("sale.order", "check_access_rights", "read", false))
                .isEqualTo(false);
        assertThat(admin.call("sale.order", "check_access_rights", "read", false))
                .isEqualTo(true);
        assertThat(limited.call("sale.order", "has_access", List.of(), "read")).isEqualTo(false);
        assertThat(fault(() -> limited.rows("res.partner", List.of(), Map.of("fields", List.of("sale_order_ids"))))
                        .code)
                .isEqualTo(4L);
    }

    @Test
    void recordRuleShouldShortenSearchesAndFailReads() {
        server.database()
                .define(server.database().model("res.partner").toBuilder()
                        .rule((record, access) -> access.administrator() || !"Secret".equals(record.text("name")))
                        .build());
        long open = server.database().create("res.partner", Map.of("name", "Open"));
        long secret = server.database().create("res.partner", Map.of("name", "Secret"));

        assertThat(limited.search("res.partner", List.of())).containsExactly(open);
        OdooClient.Fault fault =
                fault(() -> limited.call("res.partner", "read", List.of(open, secret), List.of("name")));
        assertThat(fault.code).isEqualTo(4L);
        assertThat(fault.getMessage()).startsWith("Uh-oh! Looks like you have stumbled upon some top-secret records.");
        assertThat(admin.search("res.partner", List.of())).containsExactly(open, secret);
    }

    @Test
    void companiesShouldNarrowRecordsAndChooseValues() {
        OdooDatabase database = server.database();
        long second = database.create("res.company", Map.of("name", "Second"));
        database.write("res.users", 2, Map.of("company_ids", List.of(1L, second)));
        OdooModels.products().forEach(database::define);
        long own = database.create("product.template", Map.of("name", "Own", "company_id", 1L));
        long other = database.create("product.template", Map.of("name", "Other", "company_id", second));
        long shared = database.create("product.template", Map.of("name", "Shared"));
        long partner = database.create("res.partner", Map.of("name", "Azure", "barcode", "ONE"));
        database.inCompany(second).write("res.partner", partner, Map.of("barcode", "TWO"));

        assertThat(admin.search("product.template", List.of())).containsExactly(own, other, shared);
        assertThat(limited.search("product.template", List.of())).containsExactly(own, shared);
        assertThat(admin.search("product.template", List.of(), in(second))).containsExactly(other, shared);
        assertThat(barcode(in(second))).isEqualTo("TWO");
        assertThat(barcode(in(1L, second))).isEqualTo("ONE");
        OdooClient.Fault fault = fault(() -> limited.search("product.template", List.of(), in(second)));
        assertThat(fault.code).isEqualTo(4L);
        assertThat(fault.getMessage()).isEqualTo("Access to unauthorized or invalid companies.");
    }

    private static Map<String, Object> in(Long... companies) {
        return Map.of("order", "id", "context", Map.of("allowed_company_ids", List.of(companies)));
    }

    private Object barcode(Map<String, Object> kwargs) {
        return admin.rows("res.partner", List.of(), kwargs).get(0).get("barcode");
    }

    @Test
    void accountsShouldBeRefusedAsOdooRefusesThem() {
        OdooClient wrong = new OdooClient(server, 2, "wrong");
        assertThat(fault(() -> wrong.search("res.partner", List.of())).code).isEqualTo(3L);
        OdooClient nobody = new OdooClient(server, 999, "admin");
        OdooClient.Fault fault = fault(() -> nobody.search("res.partner", List.of()));
        assertThat(fault.code).isEqualTo(2L);
        assertThat(fault.getMessage())
                .isEqualTo("Record does not exist or has been deleted.\n(Record: res.users(999,), User: 999)");
        server.database().archive("res.users", 3L);
        assertThat(fault(() -> limited.search("res.partner", List.of())).code).isEqualTo(3L);
        assertThat(limited.post("/xmlrpc/2/common", "authenticate", List.of("demo", "demo", "limited", Map.of())))
                .isEqualTo(false);
    }

    @Test
    void lateFilterShouldMakeShortAndEmptyPagesForOrdinaryUsersOnly() {
        server.database()
                .define(OdooModel.named("mail.message")
                        .order("id desc")
                        .fields(OdooField.chars("name"))
                        .filterAfterLimit((record, access) -> record.id() % 40 < 15)
                        .build());
        server.database().createAll("mail.message", java.util.Collections.nCopies(120, Map.of("name", "Message")));

        Map<String, ?> twenty = Map.of("order", "id", "limit", 20);
        assertThat(limited.search("mail.message", List.of(), twenty)).hasSize(14);
        assertThat(limited.search("mail.message", List.of(List.of("id", ">", 14)), twenty))
                .isEmpty();
        assertThat(limited.search("mail.message", List.of(List.of("id", ">", 34)), twenty))
                .hasSize(15);
        assertThat(limited.search("mail.message", List.of())).hasSize(45);
        assertThat(admin.search("mail.message", List.of(), twenty)).hasSize(20);
    }
}
