package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.CountPoints;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acknowledged records are stored after the server was killed, and a resumed load stores no duplicates. */
class ServerKillTest extends AbstractServerTest {

    private static final long SEED = 20_261;

    @Test
    void everyPointShouldBeThereOnceWhenTheServerIsKilledDuringALoad() {
        loadWithKills(2);
    }

    @Test
    @Tag("nightly")
    void everyPointShouldBeThereOnceWhenTheServerIsKilledTenTimesDuringALoad() {
        loadWithKills(10);
    }

    /** Kills when the collection has grown to a random size, while requests are in flight. */
    private void loadWithKills(int number) {
        AtomicInteger acknowledged = new AtomicInteger();
        try (QdrantVectorSink sink = server.sink(KilledLoad.COLLECTION).build()) {
            sink.prepare(Documents.SCHEMA);
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> load(sink, acknowledged));
            int[] sizes = new Random(SEED)
                    .ints(number, 0, KilledLoad.RECORDS)
                    .sorted()
                    .toArray();
            for (int size : sizes) {
                while (size() < size && !loading.isCompletedExceptionally()) {
                    Thread.onSpinWait();
                }
                process.kill();
                int calls = acknowledged.get();
                process.restart();
                KilledLoad.assertStored(sink, calls, SEED);
            }
            loading.orTimeout(10, TimeUnit.MINUTES).join();
            KilledLoad.assertEveryRecordStoredOnce(server, sink);
        }
    }

    private long size() {
        return server.points()
                .count(CountPoints.newBuilder()
                        .setCollectionName(KilledLoad.COLLECTION)
                        .setExact(true)
                        .build())
                .getResult()
                .getCount();
    }

    /** Stores everything, and repeats calls that fail: within the run at first, and then in the next one. */
    private static void load(QdrantVectorSink sink, AtomicInteger acknowledged) {
        int failures = 0;
        while (acknowledged.get() < KilledLoad.CALLS) {
            long epoch = 1L + failures / 2;
            try {
                sink.upsert(PARTNERS, epoch, KilledLoad.batch(acknowledged.get()));
                acknowledged.incrementAndGet();
            } catch (SyncException e) {
                failures++;
                assertThat(e).isInstanceOfAny(UnknownOutcomeException.class, TransientException.class);
            }
        }
    }
}
