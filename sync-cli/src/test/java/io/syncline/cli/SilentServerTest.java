package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that accept connections and never answer. */
class SilentServerTest {

    @TempDir
    private Path directory;

    private CliProcess start(String config, String... command) throws IOException {
        CliHarness cli = new CliHarness(directory).file("syncline.yaml", config);
        return CliProcess.start(cli.process(System.getProperty("java.class.path"), command));
    }

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @CsvSource({"status,", "search,words", "verify,res.partner", "sync,res.partner"})
    void sinkThatDoesNotAnswerShouldBeNamed(String command, String argument) throws IOException {
        try (TestOdoo odoo = new TestOdoo(1);
                TestEmbedders embedders = new TestEmbedders();
                ServerSocket sink = silent();
                CliProcess process = start(
                        odoo.config(embedders.section("m", 8) + "sink: {type: qdrant, host: 127.0.0.1, port: "
                                + sink.getLocalPort() + "}\n"),
                        argument == null ? new String[] {command} : new String[] {command, argument})) {
            assertThat(process.readUntil("waiting "))
                    .containsPattern("for the sink \\(qdrant\\)|waiting for sink: no answer yet");
        }
    }

    @Test
    void sourceThatDoesNotAnswerShouldBeNamed() throws IOException {
        try (ServerSocket source = silent();
                CliProcess process = start(
                        TestOdoo.config("http://127.0.0.1:" + source.getLocalPort(), TestOdoo.DATABASE, "password: p"),
                        "sync",
                        "res.partner")) {
            assertThat(process.readUntil("waiting "))
                    .containsPattern("for the source \\(odoo\\)|waiting for source .*: no answer yet");
        }
    }

    @Test
    void stateThatDoesNotAnswerShouldBeNamed() throws IOException {
        try (ServerSocket state = silent();
                CliProcess process = start(
                        TestOdoo.config("http://127.0.0.1:1", TestOdoo.DATABASE, "password: p")
                                + "state: {type: jdbc, url: 'jdbc:postgresql://127.0.0.1:" + state.getLocalPort()
                                + "/db', username: u, password: p}\n",
                        "status")) {
            assertThat(process.readUntil("waiting ")).contains("for the state (jdbc)");
        }
    }
}
