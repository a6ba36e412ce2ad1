package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.odoo.testserver.OdooUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The long-running process, as a system starts it. */
class ServeCommandTest {

    private static final String MODEL = "models: {res.partner: {schedule: {sync: {every: 1d}}}}\n";
    private static final String SERVER = "server: {port: 0}\n";

    @TempDir
    private Path directory;

    private CliHarness cli(String config) throws IOException {
        return new CliHarness(directory).file("syncline.yaml", config);
    }

    private CliProcess start(TestOdoo odoo, String more, String... options) throws IOException {
        String[] words = new String[options.length + 1];
        words[0] = "serve";
        System.arraycopy(options, 0, words, 1, options.length);
        return CliProcess.start(cli(odoo.config(more)).process(System.getProperty("java.class.path"), words));
    }

    private static String url(CliProcess process) throws IOException {
        String read = process.readUntil("Serving at ");
        return read.substring(read.indexOf("Serving at ") + "Serving at ".length())
                .strip();
    }

    /** Reads events until one has a text. */
    private static void awaitEvent(String url, String part) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/api/events")).build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.contains(part)) {
                line = lines.readLine();
            }
            assertThat(line).as("an event with %s", part).isNotNull();
        }
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void modelsShouldBeSyncedAtTheStartAndShown() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess process = start(odoo, SERVER + MODEL)) {
            String url = url(process);
            awaitEvent(url, "\"records_stored\":3");

            JsonNode models = new ObjectMapper().readTree(get(url + "/api/models"));
            assertThat(models.get("models").get(0).get("freshness").get("state").asText())
                    .isEqualTo("fresh");
            assertThat(models.get("embedder").asText()).isNotBlank();
            assertThat(get(url + "/metrics"))
                    .contains("syncline_stored_records{model=\"res.partner\"", "syncline_freshness_lag_seconds");
            assertThat(get(url + "/")).contains("<html");
            process.signal("TERM");
            assertThat(process.await()).isEqualTo(143);
        }
    }

    @Test
    void searchShouldGoByTheRightsOfAPersonOfTheConfiguration() throws Exception {
        String askers =
                "askers: {anna: {username: anna, password: hers}, ben: {username: ben, password: \"${NOT_SET}\"}}\n";
        try (TestOdoo odoo = new TestOdoo(6)) {
            odoo.database().addUser(OdooUser.limited("anna", "hers", "base.group_user"));
            odoo.database()
                    .define(odoo.database().model(TestOdoo.PARTNERS).toBuilder()
                            .rule((record, access) -> access.administrator() || record.id() % 2 == 0)
                            .build());
            try (CliProcess process = start(odoo, SERVER + MODEL + askers)) {
                String url = url(process);
                awaitEvent(url, "\"records_stored\":6");

                String search = url + "/api/search?q=partner&limit=6";
                assertThat(get(search)).contains("Partner 1\\n", "Partner 2\\n");
                for (int i = 0; i < 2; i++) {
                    assertThat(get(search + "&as=anna"))
                            .contains("Partner 2\\n", "Partner 4\\n")
                            .doesNotContain("Partner 1\\n", "Partner 3\\n");
                }
                assertThat(get(search + "&as=ben")).contains("the log says why").doesNotContain("NOT_SET", "Partner");
                assertThat(get(search + "&as=carl")).contains("'as' must be one of 'askers'");
                process.signal("TERM");
                assertThat(process.await()).isEqualTo(143);
            }
        }
    }

    @Test
    void endShouldLetARunSaveItsProgressAndGiveBackItsLease() throws Exception {
        try (TestOdoo odoo = new TestOdoo(600)) {
            TestOdoo.Gate gate = odoo.haltAfter(500);
            try (CliProcess process = start(odoo, SERVER + MODEL)) {
                String url = url(process);
                gate.awaitReached();
                awaitEvent(url, "\"records_done\":500");
                process.signal("TERM");
                process.readUntil("Stopping");
                gate.release();
                assertThat(process.await()).isEqualTo(143);
            }

            assertThat(new CliHarness(directory).run("status").out()).doesNotContain("in progress");
            CliHarness.Result next = new CliHarness(directory).run("sync", "res.partner");
            assertThat(next.status()).isZero();
            assertThat(next.out()).contains("resumed an unfinished run");
        }
    }

    @Test
    void configurationShouldBeReadAgainUnlessItIsWrong() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess process = start(odoo, SERVER + MODEL)) {
            String url = url(process);
            awaitEvent(url, "\"records_stored\":3");

            cli(odoo.config(SERVER + "models: {res.partner: {shedule: {}}}\n"));
            process.signal("HUP");
            assertThat(process.readUntil("the old one stays"))
                    .contains("unknown key", "did you mean 'schedule'")
                    .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ error: ");
            assertThat(get(url + "/api/models/res.partner")).contains("\"records_stored\":3");

            cli(odoo.config(SERVER + MODEL.replace("models: {", "models: {product.template: {}, ")));
            process.signal("HUP");
            process.readUntil("The configuration was read again: 2 models");
            awaitEvent(url, "\"model_name\":\"product.template\"");
            process.signal("TERM");
            assertThat(process.await()).isEqualTo(143);
        }
    }

    @Test
    void logsShouldBeObjectsIfTheyAreToBe() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess process = start(odoo, SERVER + MODEL, "--log-format", "json")) {
            String read = process.readUntil("Sync of res.partner done");
            String line = read.lines()
                    .filter(each -> each.contains("done"))
                    .findFirst()
                    .orElseThrow();
            JsonNode logged = new ObjectMapper().readTree(line);
            assertThat(logged.get("level").asText()).isEqualTo("info");
            assertThat(logged.get("logger").asText()).startsWith("io.syncline");
            assertThat(logged.get("time").asText()).endsWith("Z");
            process.signal("TERM");
            assertThat(process.await()).isEqualTo(143);
        }
    }

    /** The web server tells at a lower level which addresses it cannot read. */
    @Test
    void secretInAnAddressThatCannotBeReadShouldNotBeLogged() throws Exception {
        String server = "server: {port: 0, webhook-secret: hook-secret-of-some-length}\n";
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess process = start(odoo, server + MODEL, "--verbose")) {
            URI url = URI.create(url(process));
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET /hooks/hook-secret-of-some-length{ HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 400")
                        .doesNotContain("hook-secret");
            }
            process.signal("TERM");
            assertThat(process.readUntil("Stopping")).doesNotContain("hook-secret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: {prt: 1} | did you mean 'port'?",
                "server: {port: 70000} | 'server.port' must be from 0 to 65535",
                "server: {token: short} | 'server.token' must have at least 16 characters",
                "server: {webhook-secret: 'short'} | 'webhook-secret' must have",
                "server: {host: 0.0.0.0} | a token is required: set 'server.token'",
                "server: {tls-key: key.pem} | 'tls-certificate' and 'tls-key' belong together",
                "schedule: {sync: {every: 0s}} | 'every' must be from 1s to 366d",
                "schedule: {sync: {}} | give either 'every' or 'cron'",
                "schedule: {sync: {every: 1m, cron: '0 3 * * *'}} | give either 'every' or 'cron'",
                "schedule: {cleanup: {cron: '0 3 * *'}} | is not a cron expression of five fields",
                "schedule: {cleanup: {cron: '0 3 30 2 *'}} | is of a day that no month has",
                "schedule: {verify: {cron: '0 3 * * *', zone: Mars}} | takes the name of a time zone",
                "schedule: {clean: {every: 1d}} | did you mean 'cleanup'?",
                "schedule: {max-runs: 0} | must be from 1 to 64",
                "schedule: {sync: {every: 1m, jitter: 2m}} | 'jitter' must be less than the period"
            })
    void mistakesShouldBeRefusedBeforeAnyWork(String section, String problem) throws Exception {
        try (TestOdoo odoo = new TestOdoo(0)) {
            CliHarness.Result result =
                    cli(odoo.config(section + "\nmodels: {res.partner: {}}\n")).run("serve");
            assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(problem);
        }
    }

    @Test
    void configurationWithoutModelsShouldBeRefused() throws Exception {
        try (TestOdoo odoo = new TestOdoo(0)) {
            CliHarness.Result result = cli(odoo.config("")).run("serve");
            assertThat(result.status()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("name some under 'models'");
        }
    }

    @Test
    void emptyVariablesOfSecretsShouldCountAsNone() throws Exception {
        String server = "server: {port: 0, token: \"${NO_TOKEN:}\", webhook-secret: \"${NO_SECRET:}\"}\n";
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess process = start(odoo, server + MODEL)) {
            awaitEvent(url(process), "\"records_stored\":3");
            process.signal("TERM");
            assertThat(process.await()).isEqualTo(143);
        }
    }

    @Test
    void twoProcessesShouldShareTheWork() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                CliProcess first = start(odoo, SERVER + MODEL);
                CliProcess second = start(odoo, SERVER + MODEL)) {
            awaitEvent(url(first), "\"records_stored\":3");
            awaitEvent(url(second), "\"records_stored\":3");
            first.signal("TERM");
            second.signal("TERM");
            assertThat(first.await()).isEqualTo(143);
            assertThat(second.await()).isEqualTo(143);
        }
    }
}
