package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records whose links are written as names. */
class OdooRowsTest {

    private static final String PARTNER = "res.partner";

    private final OdooServer server =
            OdooServer.builder().user("admin", "admin").start();
    private final OdooDatabase database = server.database();
    private final OdooRows rows = new OdooRows(database);

    @AfterEach
    void close() {
        server.close();
    }

    private OdooRecord partner(long id) {
        return database.find(PARTNER, id).orElseThrow();
    }

    @Test
    void linksShouldBeFoundByName() {
        database.create("res.country", Map.of("name", "Ireland"));
        rows.add("res.partner.category", Map.of("name", "Supplier"));
        rows.add("res.partner.category", Map.of("name", "Key", OdooRows.REF, "key account"));

        long id = rows.add(
                PARTNER,
                Map.of(
                        "name",
                        "Blue Fern",
                        "country_id",
                        "Ireland",
                        "category_id",
                        List.of("Supplier", "key account")));

        assertThat(partner(id).link("country_id").orElseThrow().text("name")).isEqualTo("Ireland");
        assertThat(partner(id).links("category_id"))
                .extracting(tag -> tag.text("name"))
                .containsExactlyInAnyOrder("Supplier", "Key");
        assertThat(rows.id(PARTNER, "Blue Fern")).isEqualTo(id);
    }

    @Test
    void childrenShouldLinkToTheirParent() {
        long id = rows.add(
                PARTNER,
                Map.of("name", "Blue Fern", "is_company", true, "child_ids", List.of(Map.of("name", "Ina Vogt"))));

        assertThat(partner(id).links("child_ids"))
                .extracting(OdooRecord::displayName)
                .containsExactly("Blue Fern, Ina Vogt");
        assertThat(rows.finish().get(PARTNER)).hasSize(2);
    }

    @Test
    void linkMayNameARecordThatIsAddedLater() {
        long id = rows.add(PARTNER, Map.of("name", "Ina Vogt", "parent_id", "Blue Fern"));
        rows.add(PARTNER, Map.of("name", "Blue Fern"));

        rows.finish();

        assertThat(partner(id).link("parent_id").orElseThrow().text("name")).isEqualTo("Blue Fern");
    }

    @Test
    void nameOfNobodyShouldBeRefusedAtTheEnd() {
        rows.add(PARTNER, Map.of("name", "Ina Vogt", "parent_id", "Nobody"));

        assertThatThrownBy(rows::finish)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.partner.parent_id names records that are not there: Nobody");
        assertThatThrownBy(() -> rows.id(PARTNER, "Nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownFieldShouldBeRefused() {
        assertThatThrownBy(() -> rows.add(PARTNER, Map.of("nmae", "Blue Fern")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.partner has no field nmae");
    }
}
