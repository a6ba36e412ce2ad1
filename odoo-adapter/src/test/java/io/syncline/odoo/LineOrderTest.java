package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Linked records that the order of their model does not tell apart come in an order that stays. */
class LineOrderTest {

    private static final int REWRITTEN = 5;

    private final OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V19, Transport.XML_RPC);

    @AfterEach
    void close() {
        fixture.close();
    }

    private long employee() {
        fixture.database()
                .define(OdooModel.named("hr.skill")
                        .fields(OdooField.chars("name"))
                        .build())
                .define(OdooModel.named("hr.skill.level")
                        .fields(OdooField.chars("name"))
                        .build())
                .define(OdooModel.named("hr.employee.skill")
                        .order("skill_level_id")
                        .fields(
                                OdooField.many2one("employee_id", "hr.employee"),
                                OdooField.many2one("skill_id", "hr.skill"),
                                OdooField.many2one("skill_level_id", "hr.skill.level"))
                        .build())
                .define(OdooModel.named("hr.employee")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.one2many("employee_skill_ids", "hr.employee.skill", "employee_id"))
                        .build());
        return fixture.database().create("hr.employee", Map.of("name", "Ina"));
    }

    private void skills(long employee) {
        long level = fixture.database().create("hr.skill.level", Map.of("name", "Expert"));
        for (String skill : List.of("Welding", "Python", "Arabic", "Chess", "Yoga")) {
            long id = fixture.database().create("hr.skill", Map.of("name", skill));
            fixture.database()
                    .create(
                            "hr.employee.skill",
                            Map.of("employee_id", employee, "skill_id", id, "skill_level_id", level));
        }
    }

    private String text(String model) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder()
                        .model(ModelName.of(model))
                        .sample(20)
                        .build())
                .records()
                .toString();
    }

    /** The distinct values of what is read again and again while rows are rewritten. */
    private <T> Set<T> whileRowsAreRewritten(Supplier<T> work) {
        Set<T> seen = new LinkedHashSet<>();
        for (int i = 0; i < REWRITTEN; i++) {
            seen.add(work.get());
            fixture.database().rewriteRows();
        }
        return seen;
    }

    @Test
    void linesOfTheSameRankShouldStayInPlaceWhenRowsAreRewritten() {
        skills(employee());

        Set<String> texts = whileRowsAreRewritten(() -> text("hr.employee"));

        assertThat(texts)
                .singleElement()
                .asString()
                .containsSubsequence("Welding", "Python", "Arabic", "Chess", "Yoga");
    }

    @Test
    void linksOfTheSameRankShouldStayInPlaceWhenRowsAreRewritten() {
        fixture.database()
                .define(OdooModel.named("x.tag")
                        .order("rank")
                        .fields(OdooField.chars("name"), OdooField.of("rank", OdooFieldType.INTEGER))
                        .build());
        fixture.database().addFields("res.partner", OdooField.many2many("x_tag_ids", "x.tag"));
        List<Long> tags = IntStream.range(0, 6)
                .mapToObj(i -> fixture.database().create("x.tag", Map.of("name", "Tag " + i, "rank", 10L)))
                .toList();
        long partner = fixture.database().create("res.partner", Map.of("name", "Ina", "x_tag_ids", tags));
        RecordScope scope = RecordScope.builder()
                .model(OdooServerFixture.PARTNER)
                .addFields("x_tag_ids")
                .build();

        Set<FieldValue> values = whileRowsAreRewritten(() -> fixture.source()
                .read(scope, List.of(RecordId.of(partner)))
                .records()
                .get(0)
                .field("x_tag_ids"));

        assertThat(values).singleElement().asString().containsSubsequence("Tag 0", "Tag 1", "Tag 2", "Tag 5");
    }

    @Test
    void linesShouldFollowTheirPositionWhenTheyHaveOne() {
        fixture.database()
                .define(OdooModel.named("sale.order.line")
                        .order("sequence")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.of("sequence", OdooFieldType.INTEGER),
                                OdooField.many2one("order_id", "sale.order"))
                        .build())
                .define(OdooModel.named("sale.order")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.one2many("order_line", "sale.order.line", "order_id"))
                        .build());
        long order = fixture.database().create("sale.order", Map.of("name", "S1"));
        List<Long> positions = List.of(20L, 10L, 10L, 30L, 10L);
        List<String> names = new ArrayList<>(List.of("Lamp", "Desk", "Chair", "Sofa", "Table"));
        for (int i = 0; i < names.size(); i++) {
            fixture.database()
                    .create(
                            "sale.order.line",
                            Map.of("name", names.get(i), "sequence", positions.get(i), "order_id", order));
        }

        Set<String> texts = whileRowsAreRewritten(() -> text("sale.order"));

        assertThat(texts).singleElement().asString().containsSubsequence("Desk", "Chair", "Table", "Lamp", "Sofa");
    }
}
