package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches and reads beyond plain comparisons, and their faults. */
class SearchAndReadTest {
    private OdooServer server = OdooServer.builder()
            .user("admin", "admin")
            .user(OdooUser.limited("demo", "limited"))
            .start();
    private OdooClient client = new OdooClient(server, 2, "admin");

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(OdooVersion version) {
        server.close();
        server = OdooServer.builder().version(version).user("admin", "admin").start();
        client = new OdooClient(server, 2, "admin");
    }

    private long partner(Map<String, ?> values) {
        return server.database().create("res.partner", values);
    }

    private static OdooClient.Fault fault(Runnable call) {
        return catchThrowableOfType(OdooClient.Fault.class, call::run);
    }

    @Test
    void archivedRecordsShouldAppearOnlyWhenAskedFor() {
        long parent = partner(Map.of("name", "Parent", "is_company", true));
        long active = partner(Map.of("name", "Active", "parent_id", parent));
        long archived = partner(Map.of("name", "Archived", "parent_id", parent));
        server.database().archive("res.partner", archived);
        Map<String, ?> all = Map.of("order", "id", "context", Map.of("active_test", false));

        assertThat(client.search("res.partner", List.of())).containsExactly(parent, active);
        assertThat(client.search("res.partner", List.of(), all)).containsExactly(parent, active, archived);
        assertThat(client.search("res.partner", List.of(List.of("active", "=", false))))
                .containsExactly(archived);
        assertThat(client.call("res.partner", "read", List.of(archived), List.of("name")))
                .asInstanceOf(LIST)
                .hasSize(1);
        assertThat(client.rows("res.partner", List.of(List.of("id", "=", parent)), all)
                        .get(0)
                        .get("child_ids"))
                .as("this field hides archived records whatever the context says")
                .isEqualTo(List.of(active));
    }

    @Test
    void archivedTagsShouldVanishFromLinksAndFromPathsThroughThem() {
        long tag = server.database().create("res.partner.category", Map.of("name", "Gold"));
        long id = partner(Map.of("name", "Azure", "category_id", List.of(tag)));
        server.database().archive("res.partner.category", tag);
        List<?> byTag = List.of(List.of("category_id.write_date", ">=", "2000-01-01 00:00:00"));
        Map<String, ?> all = Map.of("order", "id", "context", Map.of("active_test", false));

        assertThat(client.rows("res.partner", List.of(), Map.of("fields", List.of("category_id")))
                        .get(0)
                        .get("category_id"))
                .isEqualTo(List.of());
        assertThat(client.rows("res.partner", List.of(), all).get(0).get("category_id"))
                .isEqualTo(List.of(tag));
        assertThat(client.search("res.partner", byTag)).isEmpty();
        assertThat(client.search("res.partner", byTag, all)).containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void conditionOnAFieldThatCannotBeSearchedShouldBeIgnoredUntil18(OdooVersion version) {
        restart(version);
        long id = partner(Map.of("name", "Azure"));
        List<?> domain = List.of("!", List.of("contact_address", "ilike", "zzzz"));

        if (version == OdooVersion.V19) {
            assertThat(fault(() -> client.search("res.partner", domain)).lastLine())
                    .isEqualTo(
                            "ValueError: Cannot convert res.partner.contact_address to SQL because it is not stored");
        } else {
            assertThat(client.search("res.partner", domain)).containsExactly(id);
            assertThat(client.search("res.partner", List.of(List.of("contact_address", "ilike", "zzzz"))))
                    .containsExactly(id);
        }
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void idsBeyond32BitsShouldBeAcceptedFrom19On(OdooVersion version) {
        restart(version);
        long id = partner(Map.of("name", "Azure"));
        for (Object bound : List.of(3_000_000_000L, 10.0)) {
            List<?> domain = List.of(List.of("id", "<", bound));
            if (version == OdooVersion.V19) {
                assertThat(client.search("res.partner", domain)).containsExactly(id);
            } else {
                assertThat(fault(() -> client.search("res.partner", domain)).code)
                        .isEqualTo(1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void viewShouldHaveNegativeIdsAndSendOthersThanItStores(OdooVersion version) {
        restart(version);
        server.database()
                .define(OdooModel.named("sale.report")
                        .withoutLog()
                        .fields(OdooField.chars("name"))
                        .sendsIds(id -> id == 5 ? "five" : id)
                        .build());
        for (long id : new long[] {-7, 5, 9}) {
            server.database().create("sale.report", Map.of("id", id, "name", "Line"));
        }
        Map<String, ?> byId = Map.of("order", "id", "fields", List.of("name"));

        assertThat(client.search("sale.report", List.of(List.of("id", "<", 0)))).containsExactly(-7L);
        assertThat(client.rows("sale.report", List.of(List.of("id", ">=", -7)), byId))
                .extracting(row -> row.get("id"))
                .containsExactly(-7L, "five", 9L);
        assertThat(server.database().create("sale.report", Map.of("name", "Next")))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void comparisonWithNilShouldFindNothingUntil18AndFailIn19(OdooVersion version) {
        restart(version);
        partner(Map.of("name", "Azure"));
        List<?> domain = List.of(List.of("write_date", "<", OdooClient.Nil.NIL));

        OdooClient.Fault fault =
                fault(() -> assertThat(client.search("res.partner", domain)).isEmpty());
        assertThat(fault == null).isEqualTo(version != OdooVersion.V19);
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void unknownFieldShouldBeReportedByTheMessageOfTheRelease(OdooVersion version) {
        restart(version);
        String expected = "ValueError: Invalid field 'nofield' on " + (version == OdooVersion.V19 ? "" : "model ");

        assertThat(fault(() -> client.rows("res.partner", List.of(), Map.of("fields", List.of("nofield"))))
                        .lastLine())
                .isEqualTo(expected + "'res.partner'");
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("order", "nofield")))
                        .lastLine())
                .isEqualTo(expected + "'res.partner'");
        assertThat(fault(() -> client.call("res.partner", "create", Map.of("nofield", 1)))
                        .lastLine())
                .isEqualTo(expected + "'res.partner'");
    }

    @Test
    void badArgumentsShouldFailAsTheyDoInPython() {
        assertThat(fault(() -> client.rows("res.partner", List.of(), Map.of("foo", 1)))
                        .lastLine())
                .isEqualTo("TypeError: BaseModel.read() got an unexpected keyword argument 'foo'");
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("limit", -1)))
                        .lastLine())
                .startsWith("psycopg2.errors.InvalidRowCountInLimitClause");
        assertThat(fault(() -> client.search("res.partner", List.of("|", List.of("id", "=", 1)))).code)
                .isEqualTo(1L);
        assertThat(fault(() -> client.search("res.partner", List.of(List.of(List.of("id", "=", 1))))).code)
                .isEqualTo(1L);
        assertThat(fault(() -> client.search("res.partner", List.of(List.of("id", "~", 1)))).code)
                .isEqualTo(1L);
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("order", "name sideways"))).code)
                .isEqualTo(2L);
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("order", "display_name"))).code)
                .isEqualTo(1L);
        assertThat(fault(() -> client.call("res.partner", "_search", List.of())).getMessage())
                .isEqualTo("Private methods (such as 'res.partner._search') cannot be called remotely.");
        assertThat(fault(() -> client.search("res.partner", List.of(), Map.of("context", Map.of("lang", "de_DE"))))
                        .getMessage())
                .isEqualTo("Invalid language code: de_DE");
        assertThat(fault(() -> client.call("res.partner", "write", List.of(9), Map.of("name", "x")))
                        .getMessage())
                .isEqualTo("Record does not exist or has been deleted.\n(Record: res.partner(9,), User: 2)");
    }

    @Test
    void limitZeroFalseAndNilShouldAllMeanNoLimit() {
        server.database().createAll("res.partner", Collections.nCopies(9, Map.of("name", "Azure")));

        for (Object limit : List.of(0, false, OdooClient.Nil.NIL)) {
            assertThat(client.search("res.partner", List.of(), Map.of("limit", limit)))
                    .hasSize(9);
        }
        assertThat(client.search("res.partner", List.of(), Map.of("offset", 20)))
                .isEmpty();
        assertThat(client.callWith("res.partner", "search", List.of(List.of(), 2, 3, "id"), Map.of()))
                .isEqualTo(List.of(3L, 4L, 5L));
    }

    @Test
    void offsetPagingInAnOrderWithTiesShouldLoseRecords() {
        OdooModels.products().forEach(server.database()::define);
        server.database().createAll("product.template", Collections.nCopies(60, Map.of("name", "Same")));

        Set<Long> seen = new HashSet<>();
        for (int offset = 0; offset < 60; offset += 7) {
            seen.addAll(client.search("product.template", List.of(), Map.of("offset", offset, "limit", 7)));
        }
        assertThat(seen).hasSizeLessThan(60);
    }

    @Test
    void readShouldKeepOrderAndDuplicatesAndLeaveOutWhatIsMissing() {
        long a = partner(Map.of("name", "A"));
        long b = partner(Map.of("name", "B"));

        assertThat(client.call("res.partner", "read", List.of(b, 99_999, a, b), List.of("name")))
                .isEqualTo(List.of(
                        Map.of("id", b, "name", "B"), Map.of("id", a, "name", "A"), Map.of("id", b, "name", "B")));
        assertThat(client.call("res.partner", "read", a, List.of("name")))
                .isEqualTo(List.of(Map.of("id", a, "name", "A")));
    }

    @Test
    void linksShouldBeFoundByIdNameTreeAndSubquery() {
        long gold = server.database().create("res.partner.category", Map.of("name", "Gold"));
        long company = partner(Map.of("name", "Azure", "is_company", true));
        long ann = partner(Map.of("name", "Ann", "parent_id", company, "category_id", List.of(gold)));
        long assistant = partner(Map.of("name", "Bob", "parent_id", ann));
        partner(Map.of("name", "Other"));

        assertThat(found("parent_id", "=", company)).containsExactly(ann);
        assertThat(found("parent_id", "in", List.of(company, ann))).containsExactly(ann, assistant);
        assertThat(found("parent_id", "ilike", "azu")).containsExactly(ann, assistant);
        assertThat(found("parent_id", "!=", false)).containsExactly(ann, assistant);
        assertThat(found("category_id", "in", List.of(gold))).containsExactly(ann);
        assertThat(found("category_id", "=", false)).hasSize(3).doesNotContain(ann);
        assertThat(found("category_id.name", "=", "Gold")).containsExactly(ann);
        assertThat(found("child_ids", "any", List.of(List.of("name", "=", "Bob"))))
                .containsExactly(ann);
        assertThat(found("id", "child_of", company)).containsExactly(company, ann, assistant);
        assertThat(found("parent_id", "child_of", List.of(company))).containsExactly(ann, assistant);
        assertThat(found("id", "parent_of", List.of(assistant))).containsExactly(company, ann, assistant);
        assertThat(found("display_name", "=", "Azure, Ann")).containsExactly(ann);
        assertThat(client.call("res.partner", "name_search", "Ann"))
                .asInstanceOf(LIST)
                .contains(List.of(ann, "Azure, Ann"));
    }

    private List<Long> found(String field, String operator, Object value) {
        return client.search("res.partner", List.of(List.of(field, operator, value)));
    }

    @Test
    void patternsShouldFollowSql() {
        long percent = partner(Map.of("name", "100% wool"));
        long plain = partner(Map.of("name", "Wool 100"));

        assertThat(found("name", "like", "wool")).containsExactly(percent);
        assertThat(found("name", "ilike", "WOOL")).containsExactly(percent, plain);
        assertThat(found("name", "ilike", "100\\%")).containsExactly(percent);
        assertThat(found("name", "=like", "Wool%")).containsExactly(plain);
        assertThat(found("name", "=ilike", "wool ___")).containsExactly(plain);
    }

    @Test
    void commandsShouldChangeLinks() {
        long gold = server.database().create("res.partner.category", Map.of("name", "Gold"));
        long silver = server.database().create("res.partner.category", Map.of("name", "Silver"));
        long id = (Long) client.call(
                "res.partner",
                "create",
                Map.of(
                        "name",
                        "Azure",
                        "is_company",
                        true,
                        "category_id",
                        List.of(List.of(6, 0, List.of(gold))),
                        "child_ids",
                        List.of(List.of(0, 0, Map.of("name", "Ann")))));

        OdooRecord record = server.database().find("res.partner", id).orElseThrow();
        assertThat(record.get("category_id")).isEqualTo(List.of(gold));
        assertThat(record.links("child_ids"))
                .extracting(child -> child.text("name"))
                .containsExactly("Ann");

        client.call(
                "res.partner",
                "write",
                List.of(id),
                Map.of(
                        "category_id", List.of(List.of(4, silver), List.of(3, gold)),
                        "child_ids", List.of(List.of(5, 0, 0))));
        OdooRecord after = server.database().find("res.partner", id).orElseThrow();
        assertThat(after.get("category_id")).isEqualTo(List.of(silver));
        assertThat(after.links("child_ids")).isEmpty();
    }

    @Test
    void attachmentsOfFieldsShouldHideUnlessTheDomainNamesTheId() {
        server.database()
                .define(OdooModel.named("ir.attachment")
                        .fields(OdooField.chars("name"), OdooField.chars("res_field"))
                        .hides(record -> record.get("res_field") != null, "id", "res_field")
                        .build());
        server.database().create("ir.attachment", Map.of("name", "a.pdf"));
        server.database().create("ir.attachment", Map.of("name", "image", "res_field", "image_1920"));

        assertThat(client.search("ir.attachment", List.of())).hasSize(1);
        assertThat(client.search("ir.attachment", List.of(List.of("id", ">", 0))))
                .hasSize(2);
        assertThat(client.search("ir.attachment", List.of(), Map.of("context", Map.of("skip_res_field_check", true))))
                .hasSize(2);
    }

    @Test
    void modelWithoutLogShouldHaveNoChangeTime() {
        server.database()
                .define(OdooModel.named("sale.report")
                        .fields(OdooField.chars("name"))
                        .withoutLog()
                        .build());

        assertThat((Map<?, ?>) client.call("sale.report", "fields_get")).hasSize(3);
        assertThat(fault(() -> client.rows("sale.report", List.of(), Map.of("fields", List.of("write_date"))))
                        .lastLine())
                .isEqualTo("ValueError: Invalid field 'write_date' on model 'sale.report'");
    }

    @Test
    void methodThatReturnsNothingShouldFailAfterItsWorkIsDone() {
        long id = partner(Map.of("name", "Azure"));

        OdooClient.Fault fault = fault(() -> client.call("res.partner", "action_archive", List.of(id)));
        assertThat(fault.lastLine()).isEqualTo("TypeError: cannot marshal None unless allow_none is enabled");
        assertThat(client.search("res.partner", List.of())).isEmpty();
    }

    @Test
    void aggregatesShouldDetectAChangedSetOfIds() {
        server.database().createAll("res.partner", Collections.nCopies(5, Map.of("name", "Azure")));

        assertThat(client.call("res.partner", "read_group", List.of(), List.of("id:max", "id:sum"), List.of()))
                .asInstanceOf(LIST)
                .first()
                .isEqualTo(Map.of("__count", 5L, "id", 15L));
    }
}
