package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.state.FileMetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real clients of two generations of the protocol, as processes of Node. Without Node there are no tests. */
class NodeClientsTest {

    private static final long BOUND_SECONDS = 110;

    @TempDir
    private Path directory;

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void fetchClients() throws Exception {
        if (NodeClients.present()) {
            NodeClients.LIBRARIES.directory();
        }
    }

    @TestFactory
    Stream<DynamicTest> clientShouldUseTheServerOverStandardStreams() {
        return clients()
                .map(client -> DynamicTest.dynamicTest(client, () -> {
                    run(client, stdio(client));
                    assertNoLease(directory.resolve(client + ".json"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> clientShouldUseTheServerOverHttp() {
        return clients()
                .map(client -> DynamicTest.dynamicTest(client, () -> {
                    Path state = directory.resolve(client + "-http.json");
                    try (SynclineMcpServer server = BulkServer.server(state);
                            McpHttpServer host = server.listen("127.0.0.1", 0)) {
                        run(client, List.of("http", host.url()));
                        // the client has ended its session, so nothing but that ends the run it left
                        awaitEnd(server);
                        assertNoLease(state);
                    }
                }));
    }

    private static void awaitEnd(SynclineMcpServer server) {
        while (!server.activeRuns().isEmpty()) {
            Thread.onSpinWait(); // bounded by the time of a test
        }
    }

    /** The client leaves with a run in progress. */
    private static void assertNoLease(Path state) {
        try (FileMetadataStore store = FileMetadataStore.open(state)) {
            assertThat(store.keys())
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(store.read(key).state().lease())
                            .as(key.toString())
                            .isEmpty());
        }
    }

    private static Stream<String> clients() {
        return NodeClients.present() ? Stream.of("sdk1", "sdk2") : Stream.empty();
    }

    private List<String> stdio(String client) {
        List<String> target = new ArrayList<>(List.of("stdio"));
        target.addAll(BulkServer.command(directory.resolve(client + ".json")));
        return target;
    }

    private void run(String client, List<String> target) throws Exception {
        Path clients = NodeClients.LIBRARIES.directory();
        Path output = directory.resolve(client + "-" + target.get(0) + ".log");
        List<String> command = new ArrayList<>(List.of("node", client + ".mjs"));
        command.addAll(target);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(clients.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LEAVE_A_RUN", "yes");
        Process node = builder.start();
        try {
            boolean ended = node.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(ended && node.exitValue() == 0)
                    .as("%s: %s", client, Files.readString(output))
                    .isTrue();
            assertThat(Files.readString(output)).contains("passed");
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }
}
