package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryTextExtractor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of records that are files. */
class FilesTest {

    static final ModelName FILE = ModelName.of("ir.attachment");
    private static final String CONTENT = "datas.text";

    private final InMemoryTextExtractor extractor = new InMemoryTextExtractor(
            ExtractionSettings.builder().maxTextLength(1000).build());
    private OdooServerFixture fixture = server(Transport.XML_RPC, builder -> builder.textExtractor(extractor));

    private static OdooServerFixture server(Transport transport, UnaryOperator<OdooRecordSourceBuilder> more) {
        OdooServerFixture server = new OdooServerFixture(
                transport == Transport.JSON_2 ? OdooVersion.V19 : OdooVersion.V17,
                transport,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                more);
        server.database().define(files());
        return server;
    }

    static OdooModel files() {
        return OdooModel.named("ir.attachment")
                .label("Attachment")
                .fields(
                        OdooField.chars("name"),
                        OdooField.chars("res_model"),
                        OdooField.of("res_id", OdooFieldType.INTEGER),
                        OdooField.chars("res_name"),
                        OdooField.chars("res_field"),
                        OdooField.chars("mimetype"),
                        OdooField.chars("type"),
                        OdooField.chars("checksum"),
                        OdooField.of("file_size", OdooFieldType.INTEGER),
                        OdooField.of("datas", OdooFieldType.BINARY),
                        OdooField.of("index_content", OdooFieldType.TEXT))
                .build();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static Map<String, Object> file(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new HashMap<>(Map.of(
                "name",
                name,
                "res_model",
                "sale.order",
                "res_id",
                1L,
                "mimetype",
                "text/plain",
                "type",
                "binary",
                "checksum",
                "sum-" + content.hashCode(),
                "file_size",
                (long) bytes.length,
                "datas",
                Base64.getEncoder().encodeToString(bytes)));
    }

    private RecordId create(Map<String, Object> file) {
        return RecordId.of(fixture.database().create("ir.attachment", file));
    }

    private RecordPage read() {
        ModelDescription description = fixture.source().describe(FILE);
        RecordScope scope = RecordScope.builder()
                .model(FILE)
                .fields(description.defaultFields())
                .build();
        return fixture.source().page(scope, IdRange.ALL, 100);
    }

    private static String content(SourceRecord record) {
        return record.field(CONTENT) instanceof FieldValue.Text text ? text.value() : "";
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"XML_RPC", "JSON_2"})
    void fileShouldShowItsText(Transport transport) {
        fixture.close();
        fixture = server(transport, builder -> builder.textExtractor(extractor));
        create(file("offer.txt", "Größe über Maß\n\nSecond paragraph 😀"));

        assertThat(read().records()).singleElement().satisfies(record -> {
            assertThat(content(record)).isEqualTo("Größe über Maß\n\nSecond paragraph 😀");
            assertThat(record.unreadable()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"hr.employee", "hr.payslip", "res.users", "res.partner.bank"})
    void fileOfAPrivateRecordShouldNotBeFetched(String model) {
        Map<String, Object> file = file("contract.txt", "Net pay 3200");
        file.put("res_model", model);
        create(file);

        assertThat(read().records())
                .singleElement()
                .satisfies(record -> assertThat(record.toString()).doesNotContain("3200", "contract"));
        assertThat(extractor.calls()).isZero();
    }

    @Test
    void pictureShouldNotBeFetched() {
        Map<String, Object> picture = file("logo.png", "no text");
        picture.put("mimetype", "image/png");
        create(picture);

        assertThat(content(read().records().get(0))).isEmpty();
        assertThat(extractor.calls()).isZero();
    }

    @Test
    void largeFileShouldBeReportedAndNotFetched() {
        Map<String, Object> large = file("backup.txt", "as if it were long");
        large.put("file_size", 200L << 20);
        create(large);

        SourceRecord record = read().records().get(0);

        assertThat(record.unreadable().get(CONTENT))
                .startsWith("too large: a file of 209715200 bytes, at most 26214400");
        assertThat(record.field("name.shown")).isEqualTo(new FieldValue.Text("backup.txt"));
        assertThat(extractor.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED, encrypted: why",
        "BROKEN, broken: why",
        "TOO_LARGE, too large: why",
        "TOO_SLOW, too slow: why"
    })
    void fileWithoutTextShouldBeReportedWithTheReason(NoTextReason reason, String reported) {
        create(file("odd.txt", "x"));
        extractor.returning("odd.txt", new NoText(reason, "", "why"));

        assertThat(read().records()).singleElement().satisfies(record -> {
            assertThat(record.unreadable()).containsEntry(CONTENT, reported);
            assertThat(content(record)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = NoTextReason.class,
            names = {"EMPTY", "UNSUPPORTED"})
    void fileThatHasNoTextShouldBeComplete(NoTextReason reason) {
        create(file("scan.txt", "x"));
        extractor.returning("scan.txt", new NoText(reason, "", "why"));

        assertThat(read().records())
                .singleElement()
                .satisfies(record -> assertThat(record.unreadable()).isEmpty());
    }

    @Test
    void contentThatOdooHasLostShouldBeReported() {
        Map<String, Object> lost = file("lost.txt", "x");
        lost.remove("datas");
        create(lost);

        assertThat(read().records().get(0).unreadable().get(CONTENT)).startsWith("missing");
        assertThat(extractor.calls()).isZero();
    }

    @Test
    void contentShouldBeExtractedAndShownOnce() {
        RecordId first = create(file("terms.txt", "Terms of delivery"));
        create(file("terms.txt", "Terms of delivery"));
        create(file("copy of terms.txt", "Terms of delivery"));

        RecordPage page = read();
        read();

        assertThat(page.records())
                .extracting(FilesTest::content)
                .containsExactly(
                        "Terms of delivery",
                        "the same as that of ir.attachment " + first,
                        "the same as that of ir.attachment " + first);
        assertThat(extractor.calls()).isEqualTo(1);
    }

    /** What is found must not depend on a record that nobody sees. */
    @Test
    void contentOfAPrivateRecordShouldNotStandForAnother() {
        Map<String, Object> hidden = file("terms.txt", "Terms of delivery");
        hidden.put("res_model", "hr.employee");
        create(hidden);
        create(file("terms.txt", "Terms of delivery"));

        assertThat(read().records()).extracting(FilesTest::content).containsExactly("", "Terms of delivery");
    }

    @Test
    void longTextShouldSayThatItIsCut() {
        create(file("long.txt", "word ".repeat(500)));

        assertThat(content(read().records().get(0)))
                .startsWith("word word")
                .endsWith("… the rest of this file is left out, since it is long");
    }

    @Test
    void withoutAnExtractorOdoosIndexShouldCount() {
        fixture.close();
        fixture = server(Transport.XML_RPC, builder -> builder.attachmentText(false));
        Map<String, Object> file = file("offer.txt", "whole text");
        file.put("index_content", "indexed text");
        create(file);

        ModelDescription description = fixture.source().describe(FILE);

        assertThat(description.defaultFields()).doesNotContain(CONTENT).contains("index_content.shown");
        assertThat(description.rendering()).doesNotContain("files by");
    }

    @Test
    void extractorShouldBePartOfTheFingerprint() {
        assertThat(fixture.source().describe(FILE).rendering()).contains("files by memory/1000/26214400");
        assertThat(fixture.source().describe(FILE).defaultFields()).doesNotContain("index_content.shown");
    }

    @Test
    void pageOfFilesShouldBeShort() {
        for (int i = 0; i < 50; i++) {
            create(file(i + ".txt", "note " + i));
        }

        RecordPage page = read();

        assertThat(page.records()).hasSize(20);
        assertThat(page.end()).isFalse();
    }

    @Test
    void listOfFilesShouldNotFetchContents() {
        create(file("offer.txt", "text"));
        RecordScope scope = RecordScope.builder().model(FILE).fields(List.of()).build();

        fixture.source().ids(scope, IdRange.ALL, 10);

        assertThat(extractor.calls()).isZero();
    }
}
