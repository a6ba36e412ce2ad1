package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.text.Document;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of field types in {@code docs/odoo.md}, over both encodings. */
class FieldTypesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "odoo.md");
    private static final ModelName MODEL = ModelName.of("a.model");
    private static final JsonCodec JSON = new JsonCodec();
    private static final XmlRpcCodec XML = new XmlRpcCodec();

    /** The name of tag 8 cannot be read. */
    private static final Related TAGS =
            new Related(Map.of("a.tag", Map.of(9L, Map.<String, Object>of("display_name", "Vip"))));

    /** A row; an arrow stands for a line break, which a table cannot contain. */
    record Row(String type, String wire, String typed, String text, String payload) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1))
                    .map(cell -> cell.strip().replaceAll("^`|`$", ""))
                    .toList();
            return new Row(cells.get(1), cells.get(2), broken(cells.get(3)), broken(cells.get(4)), cells.get(5));
        }

        private static String broken(String cell) {
            return cell.replace('⏎', '\n');
        }
    }

    static Stream<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int head = lines.indexOf("| Odoo's type | value as sent | typed value | in the text | in the payload |");
        return lines.subList(head + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowShouldBeTrueOfBothEncodings(Row row) throws ValueDecoder.Unexpected {
        Object json = JSON.read(Captures.answer(row.wire().getBytes(StandardCharsets.UTF_8)));
        String request = new String(
                XML.request("x", Arrays.asList(json instanceof Long big ? (double) big : json)),
                StandardCharsets.UTF_8);
        String answer = request.replace("methodCall>", "methodResponse>").replace("<methodName>x</methodName>", "");
        Object xml = XML.answer(Captures.answer(answer.getBytes(StandardCharsets.UTF_8)))
                .value();
        for (Object wire : Arrays.asList(json, xml)) {
            FieldValue value = decode(row.type(), wire);
            assertThat(value).hasToString(row.typed());
            Document document = document(row.type(), value);
            String text = document.chunks().get(0).text();
            assertThat(text.equals("-") ? "" : text.substring(2)).isEqualTo(row.text());
            Map<String, Object> payload = document.payload().values();
            assertThat(payload.isEmpty() ? "" : JSON.text(payload).replace("\\n", "⏎"))
                    .isEqualTo(row.payload());
        }
    }

    private static OdooField field(String type) {
        return new OdooField("f", "F", type, true, true, "a.tag", Map.of("draft", "Draft"), "currency_id", null, false);
    }

    private static FieldValue decode(String type, Object wire) throws ValueDecoder.Unexpected {
        return new ValueDecoder(JSON).decode(field(type), wire, Map.of("currency_id", List.of(1, "EUR")), TAGS);
    }

    private static Document document(String type, FieldValue value) {
        FieldType kind = field(type).type();
        ModelDescription description = ModelDescription.builder()
                .model(MODEL)
                .addFields(field(type).description())
                .build();
        DocumentPlan plan = DocumentPlan.of(description, List.of(), Optional.of("-\n{f}"), List.of("f"));
        assertThat(plan.textFields()).extracting("type").containsExactly(kind);
        return DocumentMaker.of(plan, InMemoryEmbedder.builder().build(), 512, 0)
                .make(new SourceRecord(RecordId.of(1), 0, Map.of("f", value)));
    }

    @Test
    void everyTypeShouldHaveARow() throws IOException {
        Set<String> types = new LinkedHashSet<>(rows().map(Row::type).toList());
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "char",
                        "text",
                        "html",
                        "integer",
                        "float",
                        "monetary",
                        "boolean",
                        "date",
                        "datetime",
                        "selection",
                        "many2one",
                        "many2many",
                        "one2many",
                        "reference",
                        "many2one_reference",
                        "properties",
                        "json");
    }
}
