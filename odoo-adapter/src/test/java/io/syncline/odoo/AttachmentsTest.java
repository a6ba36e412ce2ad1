package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedChunk;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryTextExtractor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as chunks of the records that they are attached to. */
class AttachmentsTest {

    private static final ModelName PARTNER = OdooServerFixture.PARTNER;
    private static final String PART = "attachments.text";
    private static final String RECIPE =
            "{\"model\": \"res.partner\", \"text\": [\"city\", {\"attachments\": 3, \"label\": \"Files\"}]}";

    private final InMemoryTextExtractor extractor = new InMemoryTextExtractor(ExtractionSettings.defaults());
    private final OdooServerFixture fixture = new OdooServerFixture(
            OdooVersion.V17,
            Transport.XML_RPC,
            OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
            builder -> builder.textExtractor(extractor).recipe(PARTNER, RECIPE));
    private long partner;

    @BeforeEach
    void create() {
        fixture.database().define(FilesTest.files());
        partner = fixture.database().create("res.partner", Map.of("name", "Azure Interior", "city", "Lyon"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long attach(long owner, String name, String content) {
        Map<String, Object> file = FilesTest.file(name, content);
        file.put("res_model", "res.partner");
        file.put("res_id", owner);
        return fixture.database().create("ir.attachment", file);
    }

    private RecordScope.Builder scope() {
        return RecordScope.builder()
                .model(PARTNER)
                .fields(fixture.source().describe(PARTNER).defaultFields());
    }

    private SourceRecord read(long id) {
        return fixture.source()
                .read(scope().build(), List.of(RecordId.of(id)))
                .records()
                .get(0);
    }

    private static String text(SourceRecord record) {
        return record.field(PART) instanceof FieldValue.Text text ? text.value() : "";
    }

    @Test
    void attachmentsShouldBeChunksOfTheirRecord() {
        attach(partner, "offer.txt", "Ten desks\n\nfor the office");
        attach(partner, "plan.txt", "Two rooms");

        List<PreviewedChunk> chunks = SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder()
                        .model(PARTNER)
                        .addIds(RecordId.of(partner))
                        .build())
                .records()
                .get(0)
                .chunks();

        assertThat(chunks.get(0).text()).contains("City: Lyon").doesNotContain("Ten desks");
        assertThat(chunks.subList(1, chunks.size()))
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("Contact Azure Interior, Files"));
        assertThat(chunks.stream().map(PreviewedChunk::text).reduce("", String::concat))
                .contains("# offer.txt\nTen desks\nfor the office", "# plan.txt\nTwo rooms");
    }

    @Test
    void headingsOfAFileShouldNameIt() {
        extractor.returning(
                "contract.txt",
                new io.syncline.core.port.extraction.ExtractedText("## Payment\nin 30 days", "", "text/plain", false));
        attach(partner, "contract.txt", "x");

        assertThat(text(read(partner))).isEqualTo("# contract.txt\n# contract.txt: Payment\nin 30 days\n");
    }

    @Test
    void newAttachmentShouldBeAChangeOfItsRecord() {
        RecordScope described = scope().build();
        fixture.clock().advance(Duration.ofHours(1));
        RecordScope since = RecordScope.builder()
                .from(described)
                .changedSince(fixture.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        assertThat(fixture.source().ids(since, IdRange.ALL, 10).entries()).isEmpty();

        attach(partner, "offer.txt", "Ten desks");

        assertThat(fixture.source().ids(since, IdRange.ALL, 10).entries())
                .extracting(IdAndVersion::id)
                .containsExactly(RecordId.of(partner));
    }

    @Test
    void contentShouldBeShownByTheFirstRecordThatHasIt() {
        long other = fixture.database().create("res.partner", Map.of("name", "Deco Addict"));
        attach(partner, "terms.txt", "Terms of delivery");
        attach(partner, "terms again.txt", "Terms of delivery");
        attach(other, "terms.txt", "Terms of delivery");

        assertThat(text(read(partner))).isEqualTo("# terms.txt\nTerms of delivery\n");
        assertThat(text(read(other))).isEqualTo("# terms.txt\nthe same as that of res.partner " + partner + "\n");
        assertThat(extractor.calls()).isEqualTo(1);
    }

    @Test
    void onlySomeFilesShouldBeShownAndFetched() {
        for (int i = 0; i < 6; i++) {
            attach(partner, i + ".txt", "note " + i);
        }

        assertThat(text(read(partner))).contains("note 2").doesNotContain("note 3");
        assertThat(extractor.calls()).isEqualTo(3);
    }

    @Test
    void fileWithoutTextShouldBeNamedAndTheOthersShown() {
        long locked = attach(partner, "locked.txt", "x");
        attach(partner, "plan.txt", "Two rooms");
        extractor.returning("locked.txt", new NoText(NoTextReason.ENCRYPTED, "", "It needs a password or key"));

        SourceRecord record = read(partner);

        assertThat(text(record)).isEqualTo("# plan.txt\nTwo rooms\n");
        assertThat(record.unreadable())
                .containsEntry(PART, "ir.attachment " + locked + " encrypted: It needs a password or key");
    }

    @Test
    void pageShouldCostAListOfFilesAndOneOfTheirDoubles() {
        RecordScope scope = scope().build();
        attach(partner, "offer.txt", "Ten desks");
        int before = fixture.server().calls().size();

        fixture.source().page(scope, IdRange.ALL, 10);

        // the page, its attachments, those of equal content, and one content
        assertThat(fixture.server().calls().size() - before).isLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"attachments\": true}", "{\"attachments\": 0}", "{\"attachments\": 3, \"each\": \"x\"}"})
    void wrongPartShouldBeRefused(String part) {
        assertThatThrownBy(() -> OdooRecordSource.builder()
                        .recipe(PARTNER, "{\"model\": \"res.partner\", \"text\": [" + part + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attachments");
    }
}
