package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acknowledged records are stored after the server was killed; of a call in flight, all or none. */
class PgvectorKillTest {

    private static final long SEED = 20_261;
    private static final int CALLS = 20;
    private static final int PER_CALL = 100;

    @Test
    void everyRecordShouldBeThereWhenTheServerIsKilledDuringALoad() {
        loadWithKills(2);
    }

    @Test
    @Tag("nightly")
    void everyRecordShouldBeThereWhenTheServerIsKilledTenTimesDuringALoad() {
        loadWithKills(10);
    }

    private void loadWithKills(int number) {
        AtomicInteger acknowledged = new AtomicInteger();
        try (PgvectorProcess server = PgvectorProcess.start();
                PgvectorSink sink = PgvectorSink.builder()
                        .url(server.url())
                        .username(PostgresServer.USER)
                        .password(PostgresServer.PASSWORD)
                        .leastIndexed(PER_CALL)
                        .build()) {
            sink.prepare(SCHEMA);
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> load(sink, acknowledged));
            int[] moments = new Random(SEED).ints(number, 0, CALLS).sorted().toArray();
            for (int moment : moments) {
                while (acknowledged.get() < moment && !loading.isDone()) {
                    Thread.onSpinWait();
                }
                server.kill();
                int calls = acknowledged.get();
                server.restart();
                assertStored(sink, calls);
            }
            loading.orTimeout(10, TimeUnit.MINUTES).join();
            assertStored(sink, CALLS);
            assertThat(sink.count(PARTNERS)).isEqualTo((long) CALLS * PER_CALL);
            assertThat(sink.searchWords(
                            PgvectorPoints.query(PARTNERS, PgvectorPoints.vector(1, PgvectorPoints.DIMENSION), 1),
                            String.valueOf(CALLS * PER_CALL)))
                    .as("the last record, by the index")
                    .hasSize(1);
        }
    }

    private static void assertStored(PgvectorSink sink, int calls) {
        for (int call = 0; call < calls; call++) {
            assertThat(stamps(sink, call)).as("call %s, seed %s", call, SEED).hasSize(PER_CALL);
        }
        for (int call = calls; call < CALLS; call++) {
            assertThat(stamps(sink, call).size()).as("call %s", call).isIn(0, PER_CALL);
        }
    }

    /** Reads again after what a killed server leaves in the pool. */
    private static Collection<RecordStamp> stamps(PgvectorSink sink, int call) {
        List<RecordId> ids = LongStream.rangeClosed(call * (long) PER_CALL + 1, (call + 1L) * PER_CALL)
                .mapToObj(RecordId::of)
                .toList();
        while (true) {
            try {
                return sink.stamps(PARTNERS, ids).values();
            } catch (TransientException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Stores everything, builds the indexes in the middle, and repeats calls that fail. */
    private static void load(PgvectorSink sink, AtomicInteger acknowledged) {
        int failures = 0;
        while (acknowledged.get() < CALLS) {
            long first = acknowledged.get() * (long) PER_CALL + 1;
            try {
                sink.upsert(PARTNERS, 1L + failures / 2, documents(first, first + PER_CALL - 1));
                sink.loaded();
                acknowledged.incrementAndGet();
            } catch (SyncException e) {
                failures++;
                assertThat(e).isInstanceOfAny(UnknownOutcomeException.class, TransientException.class);
            }
        }
    }
}
