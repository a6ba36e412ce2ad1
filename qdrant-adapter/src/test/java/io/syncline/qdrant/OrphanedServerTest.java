package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.qdrant.QdrantProcess;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that a test started dies with the test, even if that is killed. */
class OrphanedServerTest {

    @Test
    void serverShouldNotOutliveTheProcessThatStartedIt() throws Exception {
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OrphanedServerTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(starter::destroyForcibly);
        ProcessHandle server;
        try (BufferedReader lines = starter.inputReader(StandardCharsets.UTF_8)) {
            server = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            assertThat(server.isAlive()).isTrue();
        } finally {
            starter.destroyForcibly();
        }

        server.onExit().get(60, TimeUnit.SECONDS);
    }

    /** Starts a server, prints its process id, and waits to be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        QdrantProcess.start();
        System.out.println(ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("qdrant"))
                .findFirst()
                .orElseThrow()
                .pid());
        new CountDownLatch(1).await(2, TimeUnit.MINUTES);
    }
}
