package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acknowledged records are stored after the loading process was killed, and the next process stores no duplicates. */
class ClientKillTest extends AbstractServerTest {

    private static final long SEED = 20_262;

    @Test
    void everyPointShouldBeThereOnceWhenTheClientIsKilledDuringALoad() throws Exception {
        loadWithKills(1);
    }

    @Test
    @Tag("nightly")
    void everyPointShouldBeThereOnceWhenTheClientIsKilledTenTimesDuringALoad() throws Exception {
        loadWithKills(10);
    }

    private void loadWithKills(int number) throws Exception {
        try (QdrantVectorSink sink = server.sink(KilledLoad.COLLECTION).build()) {
            sink.prepare(Documents.SCHEMA);
            int acknowledged = 0;
            int[] instants = new Random(SEED)
                    .ints(0, KilledLoad.CALLS - 1)
                    .distinct()
                    .limit(number)
                    .sorted()
                    .toArray();
            for (int instant : instants) {
                acknowledged = Math.max(acknowledged, loadAndKill(acknowledged, instant));
                KilledLoad.assertStored(sink, acknowledged, SEED);
            }
            for (int call = acknowledged; call < KilledLoad.CALLS; call++) {
                sink.upsert(PARTNERS, 1, KilledLoad.batch(call));
            }
            KilledLoad.assertEveryRecordStoredOnce(server, sink);
        }
    }

    /** Runs a loader in another JVM until it has acknowledged a call, kills it, and returns its progress. */
    private int loadAndKill(int from, int killAfter) throws IOException, InterruptedException {
        Process loader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClientKillTest.class.getName(),
                        Integer.toString(process.port()),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES)
                .execute(() -> loader.toHandle().destroyForcibly());
        int acknowledged = from;
        try (BufferedReader lines = loader.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                acknowledged = Integer.parseInt(line) + 1;
                if (acknowledged > killAfter) {
                    loader.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        assertThat(loader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).as("calls that the loader finished").isGreaterThan(from);
        return acknowledged;
    }

    /** The loader: stores from a call on, and prints the number of each call that was acknowledged. */
    public static void main(String[] arguments) {
        try (QdrantVectorSink sink = QdrantVectorSink.builder()
                .port(Integer.parseInt(arguments[0]))
                .host("127.0.0.1")
                .collection(KilledLoad.COLLECTION)
                .build()) {
            sink.prepare(Documents.SCHEMA);
            for (int call = Integer.parseInt(arguments[1]); call < KilledLoad.CALLS; call++) {
                sink.upsert(PARTNERS, 1, KilledLoad.batch(call));
                System.out.println(call);
            }
        }
    }
}
