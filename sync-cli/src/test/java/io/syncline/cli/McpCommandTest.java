package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MCP server as clients start it, in a process of its own. */
class McpCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    /** A client that waits for each answer. */
    private static final class Client implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;
        private final Writer in;
        private int id;

        Client(Process process) {
            this.process = process;
            this.out = process.inputReader(StandardCharsets.UTF_8);
            this.in = process.outputWriter(StandardCharsets.UTF_8);
        }

        private void send(Map<String, Object> message) throws IOException {
            in.write(MAPPER.writeValueAsString(message) + "\n");
            in.flush();
        }

        JsonNode ask(String method, Map<String, Object> params) throws IOException {
            id++;
            send(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
            JsonNode answer = MAPPER.readTree(out.readLine());
            assertThat(answer.get("id").asInt()).as(answer.toString()).isEqualTo(id);
            return answer.get("result");
        }

        JsonNode call(String tool, Map<String, Object> arguments) throws IOException {
            return ask("tools/call", Map.of("name", tool, "arguments", arguments))
                    .get("structuredContent");
        }

        Client initialize() throws IOException {
            assertThat(ask(
                                    "initialize",
                                    Map.of(
                                            "protocolVersion",
                                            "2025-11-25",
                                            "capabilities",
                                            Map.of(),
                                            "clientInfo",
                                            Map.of("name", "test", "version", "1")))
                            .at("/serverInfo/name")
                            .asText())
                    .isEqualTo("syncline");
            send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
            return this;
        }

        int end() throws Exception {
            in.close();
            assertThat(out.readLine()).as("output after the last answer").isNull();
            assertThat(process.waitFor(Processes.BOUND_SECONDS, TimeUnit.SECONDS))
                    .as("the server ends with its input")
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            Processes.kill(process);
        }
    }

    private Client start(String config) throws Exception {
        CliHarness cli = new CliHarness(directory).file("syncline.yaml", config);
        return new Client(cli.process(System.getProperty("java.class.path"), "mcp")
                        .redirectError(directory.resolve("log").toFile())
                        .start())
                .initialize();
    }

    @Test
    void serverShouldSyncAndSearchAndEndWithItsInput() throws Exception {
        try (TestOdoo odoo = new TestOdoo(3);
                Client client = start(odoo.config("models: {res.partner: {}}\n"))) {
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
                Client client = start(odoo.config("models: {res.partner: {}}\n"))) {
            TestOdoo.Gate gate = odoo.haltAfter(500);
            client.call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
            gate.awaitReached();
            client.in.close();
            gate.release();
            assertThat(client.process.waitFor(Processes.BOUND_SECONDS, TimeUnit.SECONDS))
                    .isTrue();

            assertThat(new CliHarness(directory).run("status").out()).doesNotContain("in progress");
            assertThat(new CliHarness(directory).run("sync", "res.partner").status())
                    .isZero();
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
