package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.CleanupReport;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.cli.CliHarness.Result;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Ids of records on the command line and in its output: numbers of any sign, and texts. */
class WrittenIdsTest {

    private static final String REPORT = "sale.report";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(1);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        odoo.database()
                .define(OdooModel.named(REPORT)
                        .withoutLog()
                        .fields(
                                OdooField.chars("name"),
                                OdooField.computed(
                                        "amount",
                                        OdooFieldType.INTEGER,
                                        record -> record.id() == -5 ? BigInteger.TEN.pow(26) : record.id()))
                        .build());
        for (long id : new long[] {-7, -5, -2, 3}) {
            odoo.database().create(REPORT, Map.of("id", id, "name", "Line " + id));
        }
        cli = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        odoo.config("models: {sale.report: {fields: [name, amount]}}\n" + embedders.section("m", 8)));
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private JsonNode json(int status, String... command) throws IOException {
        Result result = cli.run(command);
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        return JSON.readTree(result.out());
    }

    @Test
    void negativeIdsShouldBeSyncedAndNamedLikeOthers() throws IOException {
        assertThat(json(ExitCode.SOME_RECORDS_FAILED, "sync", REPORT, "--json")
                        .get("records_embedded")
                        .intValue())
                .isEqualTo(3);
        assertThat(json(ExitCode.SUCCESS, "explain", REPORT, "-7", "--json")
                        .get("record_id")
                        .isIntegralNumber())
                .isTrue();
        assertThat(cli.run("explain", REPORT, "-7").out()).contains("sale.report -7: searchable and current");
        assertThat(json(ExitCode.SUCCESS, "failures", REPORT, "--after", "-7", "--json")
                        .get("failures")
                        .get(0)
                        .get("record_id")
                        .intValue())
                .isEqualTo(-5);
        assertThat(json(ExitCode.SUCCESS, "failures", REPORT, "--after", "-5", "--json")
                        .get("failures"))
                .isEmpty();
        assertThat(json(ExitCode.SUCCESS, "search", "Line -2", "--limit", "1", "--json")
                        .get("hits")
                        .get(0)
                        .get("record_id")
                        .isIntegralNumber())
                .isTrue();

        odoo.database().unlink(REPORT, -7L);
        JsonNode stale = json(ExitCode.SUCCESS, "cleanup", REPORT, "--max-delete-share", "1", "--json");
        assertThat(stale.get("stale_records").get(0).longValue()).isEqualTo(-7);
        assertThat(json(ExitCode.SUCCESS, "explain", REPORT, "-7", "--json")
                        .get("verdict")
                        .textValue())
                .isEqualTo("unknown");
    }

    @Test
    void textShouldBeExplainedAsWritten() throws IOException {
        cli.run("sync", REPORT);

        assertThat(json(ExitCode.SUCCESS, "explain", REPORT, "\"3\"", "--json").get("record_id"))
                .as("the text, which is another record than the number")
                .isEqualTo(JSON.readTree("\"3\""));
        assertThat(cli.run("explain", REPORT, "\"3\"").out()).contains("sale.report \"3\": not searchable");
        assertThat(cli.run("explain", REPORT, "550e8400-e29b-41d4-a716-446655440000")
                        .out())
                .contains("sale.report 550e8400-e29b-41d4-a716-446655440000: not searchable");
    }

    @Test
    void rowWithATextAsIdShouldBeNamed() throws IOException {
        odoo.database()
                .define(odoo.database().model(REPORT).toBuilder()
                        .sendsIds(id -> id == -2 ? "SO-2" : id)
                        .build());

        Result result = cli.run("sync", REPORT);

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("record 'SO-2' of sale.report cannot be listed", "filter");
    }

    @Test
    void reportShouldListIdsAsTheyAre() throws IOException {
        CleanupReport report = CleanupReport.builder()
                .outcome(RunOutcome.REFUSED_BY_GUARD)
                .model(ModelName.of(REPORT))
                .recordsStale(3)
                .addStaleRecords(RecordId.of(-7), RecordId.of("7"), RecordId.of("a b"))
                .build();

        assertThat(JSON.readTree(CleanupReports.json(report).toString()).get("stale_records"))
                .isEqualTo(JSON.readTree("[-7, \"7\", \"a b\"]"));
        assertThat(CleanupReports.lines(report)).anyMatch(line -> line.contains("-7, \"7\", a b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"7|7", "-7|-7", "007|007", "SO-7|SO-7", "\"7\"|\"7\"", "\"-x\"|\"-x\"", "+7|+7"})
    void shownIdShouldBeReadAgain(String written, String shown) {
        RecordId id = WrittenIds.parse(written);

        assertThat(WrittenIds.shown(id)).isEqualTo(shown);
        assertThat(WrittenIds.parse(WrittenIds.shown(id))).isEqualTo(id);
    }

    @Test
    void digitsInQuotesShouldBeAText() {
        assertThat(WrittenIds.parse("7")).isEqualTo(RecordId.of(7));
        assertThat(WrittenIds.parse("\"7\"")).isEqualTo(RecordId.of("7"));
        assertThat(WrittenIds.parse("9223372036854775808")).isEqualTo(RecordId.of("9223372036854775808"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "--json"})
    void textThatIsNoIdShouldBeRefused(String written) {
        assertThatThrownBy(() -> WrittenIds.parse(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + written + "'");
    }

    @Test
    void excludedRecordsShouldBeNumbersAndTexts() {
        assertThat(ExcludedRecords.parse("res.partner:7,-8,SO-9,\"10\""))
                .isEqualTo(new ExcludedRecords.Excluded(
                        ModelName.of("res.partner"),
                        List.of(RecordId.of(7), RecordId.of(-8), RecordId.of("SO-9"), RecordId.of("10"))));
        assertThat(ExcludedRecords.parse("note:\"a,b\"").ids()).isEqualTo(List.of(RecordId.of("a,b")));
        for (String wrong : Set.of("res.partner", "7", ":7", "res.partner:", "res.partner:7,")) {
            assertThatThrownBy(() -> ExcludedRecords.parse(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }
}
