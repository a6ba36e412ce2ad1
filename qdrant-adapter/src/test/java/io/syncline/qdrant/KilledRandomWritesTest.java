package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random writes, trims and deletions with a busy optimiser and a killed server: nothing is lost, stale or restored. */
class KilledRandomWritesTest {

    private static final String COLLECTION = "random";
    private static final int RECORDS = 400;
    private static final int STEPS_PER_KILL = 60;

    private final Map<Long, EmbeddedDocument> expected = new TreeMap<>();
    private QdrantProcess process;
    private QdrantServer server;
    private QdrantVectorSink sink;

    @BeforeEach
    void start() {
        process = QdrantProcess.start();
        server = QdrantServer.of(process);
        sink = server.sink(COLLECTION).build();
        sink.prepare(Documents.SCHEMA);
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(COLLECTION)
                        .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(1))
                        .build());
    }

    @AfterEach
    void stop() {
        sink.close();
        server.close();
        process.close();
    }

    @Test
    void storeShouldBeAsExpectedWhenTheServerDiesBetweenRandomWrites() {
        run(1, 1);
    }

    @Test
    @Tag("nightly")
    void storeShouldBeAsExpectedWhenTheServerDiesManyTimesBetweenRandomWrites() {
        run(2, 40);
    }

    private void run(long seed, int kills) {
        Random random = new Random(seed);
        long version = 0;
        for (int kill = 0; kill < kills; kill++) {
            int deadly = random.nextInt(STEPS_PER_KILL);
            for (int step = 0; step < STEPS_PER_KILL; step++) {
                version++;
                boolean dies = step == deadly;
                CompletableFuture<Void> killing =
                        dies ? CompletableFuture.runAsync(process::kill) : CompletableFuture.completedFuture(null);
                Runnable write = next(random, version);
                boolean done = attempt(write);
                killing.orTimeout(1, TimeUnit.MINUTES).join();
                if (dies) {
                    process.restart();
                }
                while (!done) {
                    done = attempt(write);
                }
            }
            assertAsExpected(seed);
        }
    }

    /** Chooses a write, and updates the expected content. */
    private Runnable next(Random random, long version) {
        Set<Long> records = new TreeSet<>();
        int number = 1 + random.nextInt(20);
        for (int i = 0; i < number; i++) {
            records.add(1L + random.nextInt(RECORDS));
        }
        if (random.nextInt(4) == 0) {
            records.forEach(expected::remove);
            List<RecordId> ids = records.stream().map(RecordId::of).toList();
            return () -> sink.delete(PARTNERS, 1, ids);
        }
        List<EmbeddedDocument> documents = new ArrayList<>();
        Map<RecordId, Integer> keep = new TreeMap<>();
        for (long record : records) {
            EmbeddedDocument document = document(record, version, 1 + random.nextInt(3));
            documents.add(document);
            expected.put(record, document);
            keep.put(document.id(), document.chunks().size());
        }
        return () -> {
            sink.upsert(PARTNERS, 1, documents);
            sink.trim(PARTNERS, 1, keep);
        };
    }

    private static boolean attempt(Runnable write) {
        try {
            write.run();
            return true;
        } catch (SyncException e) {
            assertThat(e).isInstanceOfAny(UnknownOutcomeException.class, TransientException.class);
            return false;
        }
    }

    private void assertAsExpected(long seed) {
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10_000).entries())
                .as("seed %s", seed)
                .extracting(IdAndVersion::id)
                .extracting(RecordId::value)
                .containsExactlyElementsOf(expected.keySet());
        List<RecordId> ids = expected.keySet().stream().map(RecordId::of).toList();
        Map<RecordId, RecordStamp> stamps = sink.stamps(PARTNERS, ids);
        assertThat(server.all(COLLECTION).stream()
                        .filter(point -> point.getPayloadMap().containsKey("text"))
                        .filter(point -> !Set.copyOf(QdrantServer.words(point))
                                .equals(Set.copyOf(TermVectors.ofText(
                                                point.getPayloadOrThrow("text").getStringValue())
                                        .getIndicesList())))
                        .map(point -> point.getPayloadOrThrow("record_id").getIntegerValue()))
                .as("records with other words than those of their text, seed %s", seed)
                .isEmpty();
        expected.forEach((record, document) -> {
            RecordStamp stamp = stamps.get(RecordId.of(record));
            assertThat(stamp.sourceVersion())
                    .as("record %s, seed %s", record, seed)
                    .isEqualTo(document.sourceVersion());
            assertThat(stamp.storedChunks()).isEqualTo(document.chunks().size());
            assertThat(stamp.intact()).isTrue();
        });
    }
}
