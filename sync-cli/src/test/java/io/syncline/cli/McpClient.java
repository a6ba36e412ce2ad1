package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client of an MCP server in a process, which waits for each answer. */
final class McpClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private int id;

    private McpClient(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a server and connects to it. */
    static McpClient start(ProcessBuilder server) throws IOException {
        McpClient client = new McpClient(server.start());
        try {
            return client.initialize();
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
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
        return ask("tools/call", Map.of("name", tool, "arguments", arguments)).get("structuredContent");
    }

    private McpClient initialize() throws IOException {
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

    void closeInput() throws IOException {
        in.close();
    }

    /** Waits for the end of the process. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(Processes.BOUND_SECONDS, TimeUnit.SECONDS))
                .as("the server ends with its input")
                .isTrue();
        return process.exitValue();
    }

    /** Closes the input, and waits for the end of the process, which writes nothing more. */
    int end() throws IOException, InterruptedException {
        closeInput();
        assertThat(out.readLine()).as("output after the last answer").isNull();
        return awaitEnd();
    }

    @Override
    public void close() {
        Processes.kill(process);
    }
}
