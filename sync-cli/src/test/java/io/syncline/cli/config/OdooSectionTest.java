package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.RecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdooSectionTest {

    private static final String SOURCE = """
            source:
              type: odoo
              url: https://erp.example.com
              database: production
            """;
    private static final String LOGIN = "  username: bot\n  password: M4RKER-odoo\n";

    @TempDir
    private Path directory;

    private ConfiguredAdapter<RecordSource> read(String text) throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), text);
        Map<String, String> environment = Map.of("RANK", "5", "PROXY_PASSWORD", "M4RKER-proxy");
        return ConfigReader.read(directory, Path.of("syncline.yaml"), environment)
                .source();
    }

    @Test
    void everyKeyShouldBeRead() throws Exception {
        Files.createDirectories(directory.resolve("certs"));
        Files.writeString(directory.resolve("certs/ca.pem"), certificate());
        ConfiguredAdapter<RecordSource> odoo = read(SOURCE + LOGIN + """
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
                  name: odoo:https://old.example.com/production
                """);

        assertThat(odoo.toString())
                .contains(
                        "language=de_DE",
                        "companies=[3, 1]",
                        "filter=[res.partner [customer_rank, >=, 5], res.partner [customer_rank, >=, 5],"
                                + " res.partner [country_id.code, in, [DE, NO, 1, 01067]],"
                                + " res.partner [active, =, false], res.partner [credit, <, -2.5]]",
                        "watch=[sale.order order_line.product_id, sale.order partner_id]",
                        "watch-related=false",
                        "transport=XML_RPC",
                        "ca-file=" + directory.resolve("certs/ca.pem"),
                        "proxy={host=proxy, password=***, port=3128, username=u}",
                        "connect-timeout=PT3S",
                        "deadline=PT4M",
                        "max-answer-size=" + (1L << 20),
                        "page-size=50",
                        "name=odoo:https://old.example.com/production");
        assertThat(odoo.toString()).doesNotContain("M4RKER");
    }

    @Test
    void sourceShouldHaveTheNameOfTheFile() throws IOException {
        try (RecordSource source = read(SOURCE + LOGIN + "  name: erp\n").open()) {
            assertThat(source.name()).isEqualTo("erp");
        }
        try (RecordSource source = read(SOURCE + LOGIN).open()) {
            assertThat(source.name()).isEqualTo("odoo:https://erp.example.com/production");
        }
    }

    /** The process that reads a file decides about its JVM, and there may be other files. */
    @Test
    void loginOfAProxyShouldLeaveTheJvmAlone() throws IOException {
        Properties before = (Properties) System.getProperties().clone();

        read(SOURCE + LOGIN + "  proxy: {host: proxy, port: 3128, username: u, password: p}\n")
                .open()
                .close();

        assertThat(System.getProperties()).isEqualTo(before);
    }

    @Test
    void usernameShouldNotBeNeededWhenJson2IsChosen() throws IOException {
        try (RecordSource source =
                read(SOURCE + "  transport: json-2\n  api-key: k\n").open()) {
            assertThat(source.name()).contains("production");
        }
    }

    @Test
    void missingSettingsShouldBeNamedTogetherWhenTheSourceIsOpened() throws IOException {
        ConfiguredAdapter<RecordSource> odoo = read(SOURCE + "  username: bot\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(odoo::open)
                .withMessageContaining("syncline.yaml:1: 'source':")
                .withMessageContaining("needs: api-key or password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`language: deutsch!`|7: 'source.language': Not a language such as de_DE",
                "`companies: 1`|7: 'source.companies' must be a list of ids, such as [1, 3]",
                "`companies: [0]`|7: 'source.companies' must be positive ids",
                "`companies: [one]`|7: 'source.companies' must be a whole number, not 'one'",
                "`filter: [a]`|7: 'source.filter' must be a section",
                "`filter: {res partner: []}`|7: 'source.filter.res partner': Not a model name",
                "`filter:\n    res.partner: {a: b}`|8: 'source.filter.res.partner' must be a list of conditions",
                "`filter:\n    res.partner:\n      - [a, b]`|9: 'source.filter.res.partner': a condition has a field, an operator and a value",
                "`filter:\n    res.partner:\n      - '|'`|9: 'source.filter.res.partner' must be a condition of field, operator and value",
                "`filter:\n    res.partner:\n      - [a, >, 0]`|9, column 13: not well-formed YAML: a value that begins with one of * & ! >",
                "`filter:\n    res.partner:\n      - [a, is, b]`|9: 'source.filter.res.partner': Not an operator: 'is'",
                "`filter:\n    res.partner:\n      - [a b, '=', b]`|9: 'source.filter.res.partner': Not a path of fields",
                "`filter:\n    res.partner:\n      - [a, '=', {b: c}]`|9: 'source.filter.res.partner' must be text",
                "`filter:\n    res.partner:\n      - [a, '=', null]`|9: 'source.filter.res.partner' has no value",
                "`watch: {res.partner: parent_id}`|7: 'source.watch.res.partner' must be a list of links",
                "`watch: {res.partner: ['a b']}`|7: 'source.watch.res.partner': Not a path of fields",
                "`transport: xmlrpc`|7: 'source.transport' must be one of auto, xml-rpc, json-2, not 'xmlrpc'; did you mean 'xml-rpc'?",
                "`transport: json-2`|7: 'source.transport': 'password' cannot be combined with transport JSON_2",
                "`proxy: http://proxy:3128`|7: 'source.proxy' must be a section",
                "`proxy: {host: proxy}`|7: 'source.proxy.port' is missing",
                "`proxy: {host: proxy, port: 70000}`|7: 'source.proxy': A proxy ",
                "`proxy: {host: proxy, port: 1, username: u}`|7: 'source.proxy': 'password' is missing",
                "`proxy: {host: proxy, port: 1, password: M4RKER}`|7: 'source.proxy': 'username' is missing",
                "`proxy: {host: proxy, port: 1, username: 'u:v', password: M4RKER}`|7: 'source.proxy': The user",
                "`proxy: {host: 'u:M4RKER@proxy', port: 0}`|7: 'source.proxy': A proxy ",
                "`deadline: 0`|7: 'source.deadline' must be positive",
                "`connect-timeout: soon`|7: 'source.connect-timeout' must be a duration",
                "`max-answer-size: 10B`|7: 'source.max-answer-size': Answers need at least 1024 bytes",
                "`name: \"e\\nrp\"`|7: 'source.name' must be one line of at most 200 characters",
                "`page-size: 0`|7: 'source.page-size' must be from 1 to 10000",
                "`page-size: 0`|7: 'source.page-size' must be from 1 to 10000",
            })
    void messageShouldNameTheLineWhenAValueIsRefused(String line, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(SOURCE + LOGIN + "  " + line + "\n"))
                .withMessageContaining("syncline.yaml:" + message)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("M4RKER"));
    }

    @Test
    void messageShouldNotRepeatThePasswordWhenAUrlIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("source:\n  type: odoo\n  url: 'ftp://u:M4RKER@erp'\n  database: d\n" + LOGIN))
                .withMessageContaining("syncline.yaml:3: 'source.url': Not a url such as https://erp.example.com")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("M4RKER"));
    }

    /** A certificate of the JVM's trust store. */
    private static String certificate() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
        String encoded = Base64.getMimeEncoder().encodeToString(trusted.getAcceptedIssuers()[0].getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
    }
}
