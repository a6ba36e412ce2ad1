package io.syncline.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose JobManager is lost. */
class SubmittedSyncTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private HttpServer server;
    private JobManager manager;
    private SubmittedSync sync;

    @BeforeEach
    void submit() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] answer = "{\"filename\":\"/tmp/a.jar\",\"jobid\":\"j0b\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.startsWith("/v1/jobs/") ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        manager = new JobManager(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        Path jar = Files.writeString(directory.resolve("job.jar"), "jar");
        sync = SubmittedSync.submit(
                manager, ModelName.of("res.partner"), new SubmittedSync.Program(jar, List.of("res.partner"), 1));
    }

    @AfterEach
    void end() {
        manager.close();
        server.stop(0);
    }

    @Test
    void jobThatTheJobManagerDoesNotKnowShouldBeLost() {
        assertThatExceptionOfType(JobManagerException.class)
                .isThrownBy(() -> sync.await(new SubmittedSync.Patience(LONG, SOON), SyncListener.NONE))
                .withMessageContaining("does not know job j0b any more")
                .satisfies(lost -> assertThat(lost.mayPass()).isFalse());
    }

    @Test
    void jobManagerThatStaysAwayShouldBeNamed() {
        server.stop(0);

        assertThatExceptionOfType(JobManagerException.class)
                .isThrownBy(() -> sync.await(new SubmittedSync.Patience(SOON, LONG), SyncListener.NONE))
                .withMessageContaining("http://127.0.0.1:" + server.getAddress().getPort())
                .satisfies(lost -> assertThat(lost.mayPass()).isTrue());
    }
}
