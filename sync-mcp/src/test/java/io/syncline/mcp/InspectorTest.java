package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.mcp.internal.tool.ToolCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The inspector of the protocol's authors, by its command line. Without Node there are no tests. */
class InspectorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long BOUND_SECONDS = 100;

    @TempDir
    private Path directory;

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void fetchInspector() throws Exception {
        if (NodeClients.present()) {
            NodeClients.INSPECTOR.directory();
        }
    }

    @TestFactory
    Stream<DynamicTest> inspectorShouldListReadAndCall() {
        return NodeClients.present()
                ? Stream.of(
                        dynamicTest("over standard streams", this::callOverStandardStreams),
                        dynamicTest("over HTTP", this::callOverHttp))
                : Stream.empty();
    }

    private void callOverStandardStreams() throws Exception {
        List<String> command = BulkServer.command(directory.resolve("state.json"));
        Path config = directory.resolve("config.json");
        MAPPER.writeValue(
                config.toFile(),
                Map.of(
                        "mcpServers",
                        Map.of(
                                "syncline",
                                Map.of("command", command.get(0), "args", command.subList(1, command.size())))));
        String[] server = {"--config", config.toString(), "--server", "syncline"};

        JsonNode tools = inspect(server, "--method", "tools/list");
        JsonNode sync = inspect(
                server,
                "--method",
                "tools/call",
                "--tool-name",
                "sync_model",
                "--tool-arg",
                "model_name=res.partner",
                "--tool-arg",
                "wait_seconds=40");

        assertThat(tools.get("tools").findValuesAsText("name")).containsAll(ToolCatalog.names());
        assertThat(sync.at("/structuredContent/records_embedded").asInt())
                .as(sync.toString())
                .isEqualTo(30);
    }

    private void callOverHttp() throws Exception {
        try (SynclineMcpServer server = BulkServer.server(directory.resolve("http.json"));
                McpHttpServer host = server.listen("127.0.0.1", 0)) {
            String[] target = {host.url(), "--transport", "http"};

            assertThat(inspect(target, "--method", "resources/list").toString()).contains("syncline://status");
            assertThat(inspect(
                                    target,
                                    "--method",
                                    "tools/call",
                                    "--tool-name",
                                    "plan_sync",
                                    "--tool-arg",
                                    "model_name=res.partner")
                            .at("/structuredContent/records_to_embed")
                            .asInt())
                    .isEqualTo(30);
        }
    }

    private JsonNode inspect(String[] server, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "node_modules/.bin/mcp-inspector", "--cli"));
        command.addAll(List.of(server));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.json");
        Path log = directory.resolve("log");
        Process node = new ProcessBuilder(command)
                .directory(NodeClients.INSPECTOR.directory().toFile())
                .redirectOutput(output.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            boolean ended = node.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(ended && node.exitValue() == 0)
                    .as("%s %s", Files.readString(output), Files.readString(log))
                    .isTrue();
            return MAPPER.readTree(output.toFile());
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }
}
