package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mark is as durable as the writes before it, whenever the server is killed. */
class KilledMarksTest extends AbstractServerTest {

    private static final int MOST_WRITES = 150;

    private final AtomicLong attempted = new AtomicLong();
    private final AtomicLong raised = new AtomicLong();

    @Test
    void markShouldNeitherBeLostNorRunAheadWhenTheServerIsKilled() {
        writeWithKills(3);
    }

    @Test
    @Tag("nightly")
    void markShouldNeitherBeLostNorRunAheadWhenTheServerIsKilledOften() {
        writeWithKills(40);
    }

    private void writeWithKills(int kills) {
        Random random = new Random(7);
        try (QdrantVectorSink sink = server.sink("marked").build()) {
            sink.prepare(SCHEMA);
            for (int kill = 0; kill < kills; kill++) {
                long deadly = raised.get() + random.nextInt(MOST_WRITES);
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeUntilItFails(sink));
                while (raised.get() < deadly && !writing.isDone()) {
                    Thread.onSpinWait();
                }
                process.kill();
                writing.orTimeout(1, TimeUnit.MINUTES).join();
                process.restart();
                long mark = sink.mark(PARTNERS).map(SinkMark::value).orElse(0L);
                assertThat(mark).isBetween(raised.get(), Math.max(raised.get(), attempted.get()));
                assertThat(sink.stamps(PARTNERS, records(mark)).keySet())
                        .containsExactlyInAnyOrderElementsOf(records(mark));
                raised.set(mark);
            }
            assertThat(raised).hasPositiveValue();
        }
    }

    /** Stores a record, and then raises the mark to its id. */
    private void writeUntilItFails(QdrantVectorSink sink) {
        try {
            while (true) {
                long next = raised.get() + 1;
                sink.upsert(PARTNERS, 1, List.of(document(next, 1, 1)));
                attempted.set(next);
                assertThat(sink.raiseMark(
                                PARTNERS, sink.open(SCHEMA).id(), next - 1, new SinkMark(next, Optional.empty())))
                        .isTrue();
                raised.set(next);
            }
        } catch (SyncException e) {
            assertThat(e).isInstanceOfAny(UnknownOutcomeException.class, TransientException.class);
        }
    }

    private static List<RecordId> records(long last) {
        return LongStream.rangeClosed(Math.max(1, last - 999), last)
                .mapToObj(RecordId::of)
                .toList();
    }
}
