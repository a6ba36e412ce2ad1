package io.syncline.core.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.run.RecordComparison;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkQueueTest {

    private double ratio = 1;
    private final ChunkQueue queue = new ChunkQueue(3, 100, 1, () -> ratio);

    private static RecordProgress record(long id, int... tokens) {
        List<Chunk> chunks = Arrays.stream(tokens)
                .mapToObj(count -> new Chunk("text of " + count, count))
                .toList();
        Document document = new Document(chunks, Payload.EMPTY, "hash");
        return new RecordProgress(
                new PageProgress(Cursor.after(id), 1, 0, 0),
                new PreparedRecord(RecordId.of(id), 1, document, RecordComparison.missing(document)),
                KnownVectors.NONE);
    }

    private static List<Integer> tokens(List<ChunkQueue.Entry> batch) {
        return batch.stream().map(ChunkQueue.Entry::tokens).toList();
    }

    @Test
    void batchShouldBeLimitedByTheNumberOfChunks() {
        queue.add(record(1, 1, 2));
        assertThat(queue.hasFullBatch()).isFalse();
        queue.add(record(2, 3, 4));

        assertThat(queue.hasFullBatch()).isTrue();
        assertThat(tokens(queue.take())).containsExactly(1, 2, 3);
        assertThat(tokens(queue.take())).containsExactly(4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void batchShouldBeLimitedByTokens() {
        queue.add(record(1, 60, 40, 1));

        assertThat(queue.hasFullBatch()).isTrue();
        assertThat(tokens(queue.take())).containsExactly(60, 40);
    }

    @Test
    void chunkBeyondTheLimitShouldBeABatchOfItsOwn() {
        queue.add(record(1, 150, 1));

        assertThat(tokens(queue.take())).containsExactly(150);
        assertThat(tokens(queue.take())).containsExactly(1);
    }

    @Test
    void batchShouldBeSmallerWhenTheServiceCountsMoreTokens() {
        queue.add(record(1, 30, 30, 30));
        ratio = 2;

        assertThat(tokens(queue.take())).containsExactly(30);
    }

    @Test
    void batchShouldNotExceedTheLimitWhenTheServiceCountsFewerTokens() {
        queue.add(record(1, 60, 60));
        ratio = 0.5;

        assertThat(tokens(queue.take())).containsExactly(60);
    }

    @Test
    void chunksOfFailedRecordsShouldBeDropped() {
        RecordProgress failed = record(1, 10, 20);
        queue.add(failed);
        queue.add(record(2, 30));
        failed.fail();

        assertThat(tokens(queue.take())).containsExactly(30);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void chunksThatArePutBackShouldBeTakenFirstAndInOrder() {
        queue.add(record(1, 1, 2, 3));
        queue.add(record(2, 4));
        List<ChunkQueue.Entry> taken = queue.take();

        queue.putBack(taken);

        assertThat(queue.hasFullBatch()).isTrue();
        assertThat(queue.take()).isEqualTo(taken);
    }

    @Test
    void inputLimitShouldOnlyFall() {
        queue.add(record(1, 1, 2, 3));

        queue.limitInputs(2);
        queue.limitInputs(5);

        assertThat(tokens(queue.take())).containsExactly(1, 2);
    }

    @Test
    void clearedQueueShouldCountNoTokens() {
        queue.add(record(1, 99));

        queue.clear();
        queue.add(record(2, 1));

        assertThat(queue.hasFullBatch()).isFalse();
    }
}
