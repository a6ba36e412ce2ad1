package io.syncline.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is read again while the process serves: whom it lets in stays, and so does the service if it fails. */
class ReloadTest {

    private static final String OLD_TOKEN = "a-token-of-some-length";
    private static final String NEW_TOKEN = "one-more-token-of-some-length";

    @TempDir
    private Path directory;

    private MemoryConfig config;
    private ServeSettings next;

    @BeforeEach
    void configure() {
        config = new MemoryConfig(directory);
        next = config.settings("{port: 0}");
    }

    @AfterEach
    void letGo() {
        config.release();
    }

    private ServeProcess start(ServeSettings settings) {
        next = settings;
        return ServeProcess.start(settings, () -> next, InstantSource.system());
    }

    private static int status(ServeProcess process, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(process.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .method(
                        path.equals("/mcp") ? "POST" : "GET",
                        HttpRequest.BodyPublishers.ofString(path.equals("/mcp") ? """
                                          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":\
                                          "2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""" : ""))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void tokenThatWasTakenAwayOrChangedShouldCountAfterARestart() throws Exception {
        try (ServeProcess process = start(config.settings("{port: 0, token: " + OLD_TOKEN + "}"))) {
            for (String server : new String[] {"{port: 0}", "{port: 0, token: " + NEW_TOKEN + "}"}) {
                next = config.settings(server);
                process.reload();
                for (String path : new String[] {"/mcp", "/api/models", "/metrics"}) {
                    assertThat(status(process, path, OLD_TOKEN)).as(path).isEqualTo(200);
                    assertThat(status(process, path, "")).as(path).isEqualTo(401);
                    assertThat(status(process, path, NEW_TOKEN)).as(path).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void adapterThatCannotBeClosedShouldNotKeepTheNextServiceOut() throws Exception {
        try (ServeProcess process = start(next)) {
            config.failOnClose(new IllegalStateException("The file is in use"));
            process.reload();
            assertThat(config.opened()).isEqualTo(2);
            assertThat(status(process, "/api/models", "")).isEqualTo(200);
            config.failOnClose(null);
        }
    }

    @Test
    void oldConfigurationShouldStayWhateverTheNewOneThrows() throws Exception {
        try (ServeProcess process = start(next)) {
            for (Throwable failure :
                    new Throwable[] {new IllegalStateException("Cannot be opened"), new NoClassDefFoundError("driver")
                    }) {
                int before = config.opened();
                config.failOnOpen(failure);
                process.reload();
                assertThat(config.opened()).as("opened again after %s", failure).isEqualTo(before + 1);
                assertThat(status(process, "/api/models", "")).isEqualTo(200);
            }
        }
    }

    @Test
    void processShouldEndIfTheOldConfigurationCannotBeUsedEither() throws Exception {
        ServeProcess process = start(next);
        config.failOnEveryOpen(new IllegalStateException("Cannot be opened"));
        process.reload();
        process.await();
        process.close();
        assertThat(process.isClean()).isFalse();
    }

    @Test
    void requestsShouldBeAskedToComeBackWhileTheServiceIsReplaced() throws Exception {
        try (ServeProcess process = start(next)) {
            config.holdOpening();
            CompletableFuture<Void> reload = CompletableFuture.runAsync(process::reload);
            config.awaitOpening();
            for (String path : new String[] {"/api/models", "/mcp"}) {
                assertThat(status(process, path, "")).as(path).isEqualTo(503);
            }
            for (String path : new String[] {"/metrics", "/healthz", "/"}) {
                assertThat(status(process, path, "")).as(path).isEqualTo(200);
            }
            config.release();
            reload.get(1, TimeUnit.MINUTES);
            assertThat(status(process, "/api/models", "")).isEqualTo(200);
        }
    }

    @Test
    void adaptersShouldBeClosedIfTheServiceCannotBeBuilt() {
        ServeSettings settings = config.settings("{port: 0, host: 203.0.113.1, token: " + OLD_TOKEN + "}");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("Cannot listen");
        assertThat(config.closed()).isEqualTo(config.opened()).isEqualTo(1);
    }
}
