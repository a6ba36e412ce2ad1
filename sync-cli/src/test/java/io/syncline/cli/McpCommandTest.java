package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MCP server as clients start it, in a process of its own. */
class McpCommandTest {

    @TempDir
    private Path directory;

    private McpClient start(String config) throws Exception {
        CliHarness cli = new CliHarness(directory).file("syncline.yaml", config);
        return McpClient.start(cli.process(System.getProperty("java.class.path"), "mcp")
                .redirectError(directory.resolve("log").toFile()));
    }

    @Test
    void serverShouldSyncAndSearchAndEndWithItsInput() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                McpClient client = start(odoo.config("models: {res.partner: {}}\n"))) {
            assertThat(client.call("list_models", Map.of()).toString()).contains("\"synced\":false");
            assertThat(client.call("sync_model", Map.of("model_name", "transfer_res.partner_1984", "wait_seconds", 45))
                            .get("records_embedded")
                            .asInt())
                    .isEqualTo(3);
            assertThat(client.call("search_records", Map.of("query", "a partner in Leeds", "limit", 2))
                            .get("hits"))
                    .hasSize(2);
            assertThat(client.end()).isZero();
        }
    }

    @Test
    void endOfInputShouldGiveBackTheLeaseOfARun() throws Exception {
        try (TestOdoo odoo = new TestOdoo(600);
                McpClient client = start(odoo.config("models: {res.partner: {}}\n"))) {
            TestOdoo.Gate gate = odoo.haltAfter(500);
            client.call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
            gate.awaitReached();
            client.closeInput();
            gate.release();
            client.awaitEnd();

            assertThat(new CliHarness(directory).run("status").out()).doesNotContain("in progress");
            assertThat(new CliHarness(directory).run("sync", "res.partner").status())
                    .isZero();
        }
    }

    /** As long as runs may take to save what is in flight. */
    @Test
    @Tag("nightly")
    void systemThatNeverAnswersShouldNotKeepTheProcess() throws Exception {
        try (TestOdoo odoo = new TestOdoo(600);
                McpClient client = start(odoo.config("models: {res.partner: {}}\n"))) {
            TestOdoo.Gate gate = odoo.haltAfter(500);
            client.call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
            gate.awaitReached();
            client.closeInput();

            assertThat(client.awaitEnd()).isEqualTo(ExitCode.FAILED);
            assertThat(Files.readString(directory.resolve("log")))
                    .contains("Ending although these runs do not: sync of res.partner", "Their leases expire within");
            gate.release();
        }
    }

    /** What a client may read names no host, path or login of the configuration. */
    @Test
    void addressesOfTheConfigurationShouldNotReachClients() throws Exception {
        String config =
                TestOdoo.config("http://odoo.corp.invalid:8069", "crm", "password: p") + "models: {res.partner: {}}\n";
        try (McpClient client = start(config)) {
            String answer = client.call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 45))
                    .toString();

            assertThat(answer).contains("\"success\":false", "[hidden]");
            assertThat(answer).doesNotContain("corp.invalid", directory.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mcp: {red-only: true} | unknown key 'mcp.red-only'; did you mean 'read-only'?",
                "mcp: {tools: {sync-modle: false}} | unknown key 'mcp.tools.sync-modle'; did you mean 'sync-model'?",
                "mcp: {text-length: 5} | 'text-length' must be from 100 to 10000",
                "mcp: {models: [res partner]} | Not a model name: 'res partner'",
                "mcp: {http: {allowed-hosts: ['a.example:443']}} | 'allowed-hosts' takes names without port or scheme",
                "mcp: {max-cost: -1} | 'max-cost' must not be negative",
                "mcp: {http: {token: short}} | 'token' must have at least 16 characters",
                "mpc: {read-only: true} | unknown key 'mpc'; did you mean 'mcp'?",
            })
    void mistakeInTheConfigurationShouldEndTheStart(String section, String message) throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file("syncline.yaml", TestOdoo.config("http://127.0.0.1:1", "x", "password: p") + section + "\n")
                .run("mcp");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void serverOverHttpShouldSayWhereItIsAndEndWhenItIsStopped() throws Exception {
        CliHarness cli = new CliHarness(directory)
                .file("syncline.yaml", TestOdoo.config("http://127.0.0.1:1", "x", "password: p"));
        try (CliProcess process =
                CliProcess.start(cli.process(System.getProperty("java.class.path"), "mcp", "--http", "127.0.0.1:0"))) {
            String url = process.readUntil("Serving at ").replaceFirst("(?s).*Serving at (\\S+)\\s*$", "$1");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).GET().build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);

            process.signal("TERM");
            process.await();
            assertThat(process.readRest()).doesNotContain("Not stopped within", "\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0:0 | so a token is required: set 'mcp.http.token'",
                "localhost | 'localhost' is not a host and port, such as 127.0.0.1:8765",
                "127.0.0.1:99999 | is not a host and port",
            })
    void addressShouldBeChecked(String address, String message) throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file("syncline.yaml", TestOdoo.config("http://127.0.0.1:1", "x", "password: p"))
                .run("mcp", "--http", address);

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(message);
    }

    @Test
    void otherCommandsShouldNotNeedTheToken() throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        TestOdoo.config("http://127.0.0.1:1", "x", "password: p")
                                + "mcp: {http: {token: \"${SYNCLINE_MCP_TOKEN}\"}}\n")
                .run("status");

        assertThat(result.err()).contains("There is no index").doesNotContain("SYNCLINE_MCP_TOKEN");
    }
}
