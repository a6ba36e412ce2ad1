package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of an Odoo source in the configuration file take effect. */
class OdooSourceTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(6);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;

    @BeforeEach
    void open() {
        cli = new CliHarness(directory);
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private Result run(String source, String... command) throws IOException {
        return cli.file("syncline.yaml", odoo.config(source + embedders.section("m", 8)))
                .run(command);
    }

    private List<Object> stored() {
        return IndexFiles.recordIds(directory.resolve("data/syncline.db"));
    }

    @Test
    void filterShouldDecideWhatIsStored() throws IOException {
        odoo.database().write(PARTNERS, 2, Map.of("city", "York"));
        odoo.database().write(PARTNERS, 5, Map.of("city", "York", "active", false));
        String york = "  filter: {res.partner: [[city, '=', York]]}\n";
        String active = "  filter: {res.partner: [[city, in, [York]], [active, '=', true]]}\n";

        assertThat(run(york, "sync", PARTNERS).status()).isZero();
        assertThat(stored()).containsExactly(2, 5);

        Result narrower = run(active, "sync", PARTNERS, "--json");
        assertThat(narrower.out())
                .as("another filter")
                .contains("\"sync_type\":\"full\"", "\"records_processed\":1", "\"records_embedded\":0");
        assertThat(stored()).containsExactly(2, 5);
        assertThat(run(active, "cleanup", PARTNERS, "--max-delete-share", "1").status())
                .isZero();
        assertThat(stored()).containsExactly(2);

        assertThat(run("", "sync", PARTNERS, "--json").out())
                .contains("\"sync_type\":\"full\"", "\"records_processed\":6", "\"records_embedded\":5");
    }

    @Test
    void watchedLinkShouldSyncItsRecords() throws IOException {
        long country = odoo.database().create("res.country", Map.of("name", "Utopia", "code", "UT"));
        odoo.database().write(PARTNERS, 3, Map.of("country_id", country));
        String fields = "models: {res.partner: {template: '{name} {country_id}'}}\nengine: {overlap: 0}\n";

        for (String keys : List.of("  watch-related: false\n", "  watch-related: true\n")) {
            run(keys + fields, "sync", PARTNERS);
            run(keys + fields, "sync", PARTNERS);
            odoo.database().write("res.country", country, Map.of("name", "Utopia " + keys.strip()));
            Result after = run(keys + fields, "sync", PARTNERS, "--json");
            assertThat(after.out()).contains("\"records_embedded\":" + (keys.contains("true") ? 1 : 0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`filter: {res.partner: [[contact_address, ilike, Leeds]]}`|contact_address",
                "`filter: {res.partner: [[cty, '=', Leeds]]}`|cty",
                "`filter: {res.partner: [[write_date, '>', '2026-01-01 00:00:00']]}`|only >= and <",
                "`watch: {res.partner: [city]}`|city",
                "`companies: [4711]`|4711",
                "`ca-file: none.pem`|none.pem",
            })
    void settingThatOdooRefusesShouldBeReportedBeforeAnythingIsStored(String line, String part) throws IOException {
        Result result = run("  " + line + "\n", "sync", PARTNERS);

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines().filter(error -> error.contains("error: ")))
                .singleElement()
                .asString()
                .contains(part);
        assertThat(result.all()).doesNotContain("\tat ");
    }

    @Test
    void interfaceThatTheServerLacksShouldBeReportedWithoutRetry() throws IOException {
        String config = TestOdoo.config(odoo.url(), TestOdoo.DATABASE, "api-key: " + TestOdoo.API_KEY);

        Result json = cli.file("syncline.yaml", config + "  transport: json-2\n" + embedders.section("m", 8))
                .run("sync", PARTNERS);
        Result xml = cli.file("syncline.yaml", config + "  transport: xml-rpc\n" + embedders.section("m", 8))
                .run("sync", PARTNERS);

        assertThat(json.status()).as(json.all()).isEqualTo(ExitCode.USAGE);
        assertThat(json.err()).contains("JSON-2").doesNotContain("M4RKER", "\tat ");
        assertThat(xml.status()).as(xml.all()).isZero();
    }

    /** In a process of its own, since Java decides once whether logins are sent to proxies. */
    @Test
    void passwordOfAProxyShouldReachItForAnHttpsAddress() throws Exception {
        try (RefusingProxy proxy = new RefusingProxy()) {
            cli.file(
                    "syncline.yaml",
                    TestOdoo.config("https://erp.example.com", "d", "password: M4RKER-odoo")
                            + "  proxy: {host: 127.0.0.1, port: " + proxy.port()
                            + ", username: u, password: M4RKER-proxy}\n");
            Path output = directory.resolve("output.txt");
            Process process = cli.process(System.getProperty("java.class.path"), "sync", PARTNERS)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = Processes.await(process);

            String printed = Files.readString(output);
            assertThat(status).as(printed).isEqualTo(ExitCode.USAGE);
            assertThat(printed)
                    .contains("the proxy 127.0.0.1:" + proxy.port(), "does not accept the login of u")
                    .doesNotContain("M4RKER");
            String login = Base64.getEncoder().encodeToString("u:M4RKER-proxy".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.requests())
                    .as(printed)
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT erp.example.com:443 ")
                            .containsIgnoringCase("Proxy-Authorization: Basic " + login)
                            .doesNotContain("M4RKER-odoo"));
        }
    }

    /** Answers every request with a 407 until it is closed. */
    private static final class RefusingProxy implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> requests = new CopyOnWriteArrayList<>();

        RefusingProxy() throws IOException {
            Thread acceptor = new Thread(this::accept, "refusing-proxy");
            acceptor.setDaemon(true);
            acceptor.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        List<String> requests() {
            return requests;
        }

        private void accept() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    client.setSoTimeout(Processes.BOUND_SECONDS * 1000);
                    requests.add(head(client.getInputStream()));
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The next iteration finds the socket closed, or accepts another client.
                }
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("the request ended in its head");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
