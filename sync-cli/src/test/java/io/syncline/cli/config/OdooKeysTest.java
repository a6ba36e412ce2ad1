package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.api.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdooKeysTest {

    private static final String SOURCE = """
            source:
              type: odoo
              url: https://erp.example.com
              database: production
            """;
    private static final String LOGIN = "  username: bot\n  password: M4RKER-odoo\n";

    @TempDir
    private Path directory;

    private SourceConfig.Odoo read(String text) throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), text);
        Map<String, String> environment = Map.of("RANK", "5", "PROXY_PASSWORD", "M4RKER-proxy");
        return (SourceConfig.Odoo) ConfigReader.read(directory, Path.of("syncline.yaml"), environment)
                .source();
    }

    @Test
    void everyKeyShouldBeRead() throws IOException {
        SourceConfig.Odoo odoo = read(SOURCE + LOGIN + """
                  language: de_DE
                  companies: [3, 1]
                  filter:
                    res.partner:
                      - [customer_rank, '>=', "${RANK}"]
                      - - customer_rank
                        - '>='
                        - ${RANK}
                      - [country_id.code, in, [DE, NO, '1', 01067]]
                      - [active, '=', false]
                      - [credit, <, -2.5]
                  watch:
                    sale.order: [order_line.product_id, partner_id]
                  watch-related: false
                  transport: xml-rpc
                  ca-file: certs/ca.pem
                  proxy: {host: proxy, port: 3128, username: u, password: "${PROXY_PASSWORD}"}
                  connect-timeout: 3s
                  deadline: 4m
                  max-answer-size: 1MiB
                  page-size: 50
                """);

        assertThat(odoo.reading())
                .isEqualTo(new SourceConfig.Reading(
                        Optional.of("de_DE"),
                        List.of(3L, 1L),
                        Map.of(
                                ModelName.of("res.partner"),
                                List.of(
                                        new SourceConfig.Condition("customer_rank", ">=", "5"),
                                        new SourceConfig.Condition("customer_rank", ">=", 5L),
                                        new SourceConfig.Condition(
                                                "country_id.code", "in", List.of("DE", "NO", "1", "01067")),
                                        new SourceConfig.Condition("active", "=", false),
                                        new SourceConfig.Condition("credit", "<", -2.5))),
                        Map.of(ModelName.of("sale.order"), List.of("order_line.product_id", "partner_id")),
                        false));
        SourceConfig.Network network = odoo.network();
        assertThat(network.transport()).isEqualTo(SourceConfig.Transport.XML_RPC);
        assertThat(network.caFile()).hasValue(directory.resolve("certs/ca.pem"));
        SourceConfig.Proxy proxy = network.proxy().orElseThrow();
        assertThat(proxy.host()).isEqualTo("proxy");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(proxy.login().orElseThrow().password().reveal()).isEqualTo("M4RKER-proxy");
        assertThat(network.limits().connectTimeout()).hasValue(Duration.ofSeconds(3));
        assertThat(network.limits().deadline()).hasValue(Duration.ofMinutes(4));
        assertThat(network.limits().answerSize()).hasValue(1L << 20);
        assertThat(network.limits().pageSize()).hasValue(50);
        assertThat(odoo.toString()).doesNotContain("M4RKER");
    }

    @Test
    void usernameShouldNotBeNeededWhenJson2IsChosen() throws IOException {
        SourceConfig.Odoo odoo = read(SOURCE + "  transport: json-2\n  api-key: k\n");

        assertThat(odoo.login().username()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`language: deutsch!`|7: 'source.language': Not a language such as de_DE",
                "`companies: 1`|7: 'source.companies' must be a list of ids, such as [1, 3]",
                "`companies: [0]`|7: 'source.companies': Companies are given by positive ids",
                "`companies: [one]`|7: 'source.companies' must be a whole number, not 'one'",
                "`filter: [a]`|7: 'source.filter' must be a section",
                "`filter: {res partner: []}`|7: 'source.filter.res partner': Not a model name",
                "`filter:\n    res.partner: {a: b}`|8: 'source.filter.res.partner' must be a list of conditions",
                "`filter:\n    res.partner:\n      - [a, b]`|9: 'source.filter.res.partner' must be a condition of field, operator and value",
                "`filter:\n    res.partner:\n      - '|'`|9: 'source.filter.res.partner' must be a condition of field, operator and value",
                "`filter:\n    res.partner:\n      - [a, >, 0]`|9, column 13: not well-formed YAML: a value that begins with one of * & ! >",
                "`filter:\n    res.partner:\n      - [a, is, b]`|9: 'source.filter.res.partner': Not an operator: 'is'",
                "`filter:\n    res.partner:\n      - [a b, '=', b]`|9: 'source.filter.res.partner': Not a path of fields",
                "`filter:\n    res.partner:\n      - [a, '=', {b: c}]`|9: 'source.filter.res.partner' must be text",
                "`filter:\n    res.partner:\n      - [a, '=', null]`|9: 'source.filter.res.partner' has no value",
                "`watch: {res.partner: parent_id}`|7: 'source.watch.res.partner' must be a list of links",
                "`watch: {res.partner: ['a b']}`|7: 'source.watch.res.partner': Not a path of fields",
                "`transport: xmlrpc`|7: 'source.transport' must be one of auto, xml-rpc, json-2, not 'xmlrpc'; did you mean 'xml-rpc'?",
                "`transport: json-2`|6: json-2 takes no password; give 'source.api-key'",
                "`proxy: http://proxy:3128`|7: 'source.proxy' must be a section",
                "`proxy: {host: proxy}`|7: 'source.proxy.port' is missing",
                "`proxy: {host: proxy, port: 70000}`|7: 'source.proxy.host': A proxy is given by",
                "`proxy: {host: proxy, port: 1, username: u}`|7: 'source.proxy.password' is missing",
                "`proxy: {host: proxy, port: 1, password: M4RKER}`|7: 'source.proxy.username' is missing",
                "`proxy: {host: proxy, port: 1, username: 'u:v', password: M4RKER}`|7: 'source.proxy.username': The username",
                "`proxy: {host: 'u:M4RKER@proxy', port: 0}`|7: 'source.proxy.host': A proxy is given by",
                "`deadline: 0`|7: 'source.deadline': The deadline must be positive",
                "`connect-timeout: soon`|7: 'source.connect-timeout' must be a duration",
                "`max-answer-size: 10B`|7: 'source.max-answer-size': Answers need at least 1024 bytes",
                "`page-size: 0`|7: 'source.page-size': The page size must be from 1 to 10000",
            })
    void wrongValueShouldBeToldWithItsLine(String line, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(SOURCE + LOGIN + "  " + line + "\n"))
                .withMessageContaining("syncline.yaml:" + message)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("M4RKER"));
    }

    @Test
    void wrongUrlShouldBeToldWithoutThePasswordInIt() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("source:\n  type: odoo\n  url: 'ftp://u:M4RKER@erp'\n  database: d\n" + LOGIN))
                .withMessageContaining("syncline.yaml:3: 'source.url': Not a url such as https://erp.example.com")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("M4RKER"));
    }

    @Test
    void documentationAndExampleShouldNameEveryKey() throws IOException {
        String documentation = Files.readString(Path.of("../docs/configuration.md"));
        String example = Files.readString(Path.of("src/main/resources/io/syncline/cli/example.yaml"));

        assertThat(OdooKeys.names()).allSatisfy(name -> {
            assertThat(documentation).contains("`" + name + "`");
            assertThat(example).contains(name + ":");
        });
    }

    @Test
    void exampleShouldBeReadWhenItsCommentsAreTakenOut() throws IOException {
        String example = Files.readString(Path.of("src/main/resources/io/syncline/cli/example.yaml"))
                .lines()
                .takeWhile(line -> !line.startsWith("# What of a model"))
                .map(line -> line.replaceFirst("^  # ", "  "))
                .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("syncline.yaml"), example);

        SourceConfig.Odoo odoo = (SourceConfig.Odoo) ConfigReader.read(
                        directory, Path.of("syncline.yaml"), Map.of("ODOO_API_KEY", "k", "PROXY_PASSWORD", "p"))
                .source();

        assertThat(odoo.reading().filters().get(ModelName.of("res.partner"))).hasSize(2);
        assertThat(odoo.network().proxy()).isPresent();
    }
}
