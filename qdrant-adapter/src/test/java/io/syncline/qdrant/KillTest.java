package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.IdPage;
import io.syncline.core.port.IdRange;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there after the server or the client was killed, and resuming leaves nothing double. */
class KillTest {

    static final int RECORDS = 20_000;
    static final int PER_CALL = 500;
    private static final int CALLS = RECORDS / PER_CALL;
    private static final long SEED = 20_261;
    private static final long VERSION = 3;

    private QdrantProcess process;
    private QdrantServer server;

    @BeforeEach
    void start() {
        process = QdrantProcess.start();
        server = QdrantServer.of(process);
    }

    @AfterEach
    void stop() {
        server.close();
        process.close();
    }

    @Test
    void everyPointShouldBeThereOnceWhenTheServerIsKilledTenTimesDuringALoad() {
        Set<Integer> kills = instants(10);
        try (QdrantVectorSink sink = server.sink("killed").build()) {
            sink.prepare(Documents.SCHEMA);
            int call = 0;
            while (call < CALLS) {
                boolean kill = kills.remove(call);
                CompletableFuture<Void> killing =
                        kill ? CompletableFuture.runAsync(process::kill) : CompletableFuture.completedFuture(null);
                boolean stored = store(sink, call);
                killing.join();
                if (kill) {
                    process.restart();
                    assertAllStored(sink, stored ? call + 1 : call);
                }
                call += stored ? 1 : 0;
            }
            assertEveryRecordStoredOnce(sink);
        }
        assertThat(kills)
                .as("instants at which the server was not killed, seed %s", SEED)
                .isEmpty();
    }

    @Test
    void everyPointShouldBeThereOnceWhenTheClientIsKilledDuringALoad() throws Exception {
        try (QdrantVectorSink sink = server.sink("killed").build()) {
            sink.prepare(Documents.SCHEMA);
            int acknowledged = 0;
            for (int kill : instants(3)) {
                acknowledged = Math.max(acknowledged, loadAndKill(acknowledged, kill));
                assertAllStored(sink, acknowledged);
            }
            for (int call = acknowledged; call < CALLS; call++) {
                assertThat(store(sink, call)).isTrue();
            }
            assertEveryRecordStoredOnce(sink);
        }
    }

    private static Set<Integer> instants(int number) {
        Set<Integer> instants = new TreeSet<>();
        Random random = new Random(SEED);
        while (instants.size() < number) {
            instants.add(random.nextInt(CALLS));
        }
        return instants;
    }

    /** Stores the records of one call; false if the server failed meanwhile. */
    private static boolean store(QdrantVectorSink sink, int call) {
        try {
            sink.upsert(PARTNERS, 1, batch(call));
            return true;
        } catch (SyncException e) {
            assertThat(e).isInstanceOfAny(UnknownOutcomeException.class, TransientException.class);
            return false;
        }
    }

    static List<io.syncline.core.port.EmbeddedDocument> batch(int call) {
        return documents(call * (long) PER_CALL + 1, (call + 1L) * PER_CALL, VERSION);
    }

    private static void assertAllStored(QdrantVectorSink sink, int calls) {
        Set<Long> stored = new HashSet<>();
        IdPage page = sink.ids(PARTNERS, IdRange.ALL, 5_000);
        while (true) {
            page.entries().forEach(entry -> stored.add(entry.id().value()));
            if (page.end()) {
                break;
            }
            page = sink.ids(PARTNERS, IdRange.after(page.resumeAfter()), 5_000);
        }
        assertThat(LongStream.rangeClosed(1, calls * (long) PER_CALL).filter(record -> !stored.contains(record)))
                .as("acknowledged records that are gone, seed %s", SEED)
                .isEmpty();
    }

    private void assertEveryRecordStoredOnce(QdrantVectorSink sink) {
        Set<Long> records = new HashSet<>();
        for (RetrievedPoint point : allPoints()) {
            long record = point.getPayloadOrThrow("record_id").getIntegerValue();
            assertThat(records.add(record))
                    .as("record %s is there once", record)
                    .isTrue();
            assertThat(point.getPayloadOrThrow("text").getStringValue()).isEqualTo(Documents.text(record, VERSION, 0));
            assertThat(point.getPayloadOrThrow("source_version").getIntegerValue())
                    .isEqualTo(VERSION);
            assertThat(point.getVectors().getVectors().getVectorsMap()).containsKey("text");
        }
        assertThat(records).hasSize(RECORDS);
        assertThat(sink.count(PARTNERS)).isEqualTo(RECORDS);
    }

    private List<RetrievedPoint> allPoints() {
        List<RetrievedPoint> points = new ArrayList<>();
        ScrollPoints.Builder request = ScrollPoints.newBuilder()
                .setCollectionName("killed")
                .setLimit(5_000)
                .setWithPayload(Fields.all())
                .setWithVectors(io.qdrant.client.grpc.Points.WithVectorsSelector.newBuilder()
                        .setEnable(true));
        ScrollResponse response;
        do {
            response = server.points().scroll(request.build());
            points.addAll(response.getResultList());
            request.setOffset(response.getNextPageOffset());
        } while (response.hasNextPageOffset());
        return points;
    }

    /** Runs a loader in another JVM until it has acknowledged a call, kills it, and tells how far it got. */
    private int loadAndKill(int from, int killAfter) throws IOException, InterruptedException {
        Process loader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KillTest.class.getName(),
                        Integer.toString(process.port()),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
                .collection("killed")
                .build()) {
            sink.prepare(Documents.SCHEMA);
            for (int call = Integer.parseInt(arguments[1]); call < CALLS; call++) {
                sink.upsert(PARTNERS, 1, batch(call));
                System.out.println(call);
            }
        }
    }
}
