package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedChunk;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.TextRecipes;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages and notes of a record as chunks of it: the shipped recipe, in which the part for them is switched on. */
class MessagesTest {

    private static final ModelName TASK = ModelName.of("project.task");

    private OdooServerFixture fixture;
    private long task;
    private long author;

    @BeforeEach
    void create() {
        String shipped;
        try (OdooServerFixture plain = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            shipped = ((TextRecipes) plain.source()).recipe(TASK);
        }
        String on = shipped.replaceFirst("(\"message_ids\".*)\"off\": true", "$1\"off\": false");
        assertThat(on).isNotEqualTo(shipped);
        fixture = new OdooServerFixture(
                OdooVersion.V17,
                Transport.XML_RPC,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.recipe(TASK, on));
        ErpModels.define(fixture.database());
        fixture.database()
                .define(OdooModel.named("mail.message")
                        .order("id desc")
                        .fields(
                                OdooField.of("body", OdooFieldType.HTML),
                                OdooField.of("date", OdooFieldType.DATETIME),
                                OdooField.many2one("author_id", "res.partner"),
                                OdooField.chars("email_from"),
                                OdooField.chars("message_type"),
                                OdooField.many2one("res_id", "project.task"))
                        .build());
        fixture.database()
                .addFields(
                        "project.task",
                        OdooField.one2many("message_ids", "mail.message", "res_id")
                                .label("Messages"));
        task = fixture.database().create("project.task", Map.of("name", "Move the server"));
        author = fixture.database().create("res.partner", Map.of("name", "Marc Demo"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long post(String type, String body) {
        return fixture.database()
                .create(
                        "mail.message",
                        Map.of(
                                "res_id", task,
                                "author_id", author,
                                "date", fixture.clock().instant(),
                                "message_type", type,
                                "body", body));
    }

    private List<String> chunks() {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder()
                        .model(TASK)
                        .addIds(RecordId.of(task))
                        .build())
                .records()
                .get(0)
                .chunks()
                .stream()
                .map(PreviewedChunk::text)
                .toList();
    }

    @Test
    void messagesShouldBeChunksWithAuthorAndDate() {
        post("comment", "<p>The rack is ordered</p>");
        post("notification", "<p>Stage changed</p>");
        post("email", "<p>It arrives on <b>Friday</b></p>");

        List<String> chunks = chunks();

        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(0)).contains("Move the server").doesNotContain("rack");
        assertThat(chunks.get(1))
                .startsWith("Task Move the server, Messages")
                .contains("# 2026-11-23 14:05, Marc Demo\nIt arrives on Friday")
                .contains("# 2026-11-23 14:05, Marc Demo\nThe rack is ordered")
                .doesNotContain("Stage changed");
    }

    @Test
    void newAndEditedMessageShouldBeAChangeOfItsRecord() {
        RecordScope described = RecordScope.builder()
                .model(TASK)
                .fields(fixture.source().describe(TASK).defaultFields())
                .build();
        long message = post("comment", "<p>first</p>");
        fixture.clock().advance(Duration.ofHours(1));

        assertThat(changed(described)).isEmpty();
        post("comment", "<p>second</p>");
        assertThat(changed(described)).containsExactly(RecordId.of(task));

        fixture.clock().advance(Duration.ofHours(1));
        assertThat(changed(described)).isEmpty();
        fixture.database().write("mail.message", message, Map.of("body", "<p>first, corrected</p>"));
        assertThat(changed(described)).containsExactly(RecordId.of(task));
    }

    private List<RecordId> changed(RecordScope described) {
        RecordScope since = RecordScope.builder()
                .from(described)
                .changedSince(fixture.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        return fixture.source().ids(since, IdRange.ALL, 10).entries().stream()
                .map(IdAndVersion::id)
                .toList();
    }

    @Test
    void messagesShouldCostOneCallAPage() {
        RecordScope scope = RecordScope.builder()
                .model(TASK)
                .fields(fixture.source().describe(TASK).defaultFields())
                .build();
        long before = calls(scope);

        for (int i = 0; i < 30; i++) {
            post("comment", "<p>message " + i + "</p>");
        }

        assertThat(calls(scope)).isEqualTo(before + 1);
    }

    private long calls(RecordScope scope) {
        int before = fixture.server().calls().size();
        fixture.source().page(scope, IdRange.ALL, 10);
        return (long) fixture.server().calls().size() - before;
    }
}
