package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Older epochs and older versions lose, in any order of arrival. */
class WriteGuardTest extends AbstractProxyTest {

    @Test
    void upsertOfAnOlderEpochShouldThrow() {
        sink.upsert(PARTNERS, 5, List.of(document(1, 1, 1)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 4, List.of(document(1, 99, 1), document(2, 99, 1))))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("res.partner");
        assertThat(stamp(1).sourceVersion()).isEqualTo(1);
        assertThat(stamp(1).epoch()).isEqualTo(5);
    }

    @Test
    void upsertOfAnOlderVersionOfTheSameEpochShouldThrow() {
        sink.upsert(PARTNERS, 5, List.of(document(1, 7, 1), document(2, 3, 1)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(document(1, 6, 1), document(2, 4, 1))))
                .isInstanceOf(LostRaceException.class);

        assertThat(stamp(1).sourceVersion()).isEqualTo(7);
        assertThat(stamp(2).sourceVersion()).isEqualTo(4);
    }

    @Test
    void eachPointShouldBeJudgedByItsOwnVersionWhenABatchHasMany() {
        sink.upsert(PARTNERS, 5, List.of(document(1, 10, 1), document(2, 20, 1), document(3, 30, 1)));

        assertThatThrownBy(() ->
                        sink.upsert(PARTNERS, 5, List.of(document(1, 25, 1), document(2, 15, 1), document(3, 35, 1))))
                .isInstanceOf(LostRaceException.class);

        assertThat(stamp(1).sourceVersion()).isEqualTo(25);
        assertThat(stamp(2).sourceVersion()).isEqualTo(20);
        assertThat(stamp(3).sourceVersion()).isEqualTo(35);
    }

    @Test
    void staleWriterShouldLoseWhenANewerOneComesWhileItWrites() {
        sink.upsert(PARTNERS, 3, List.of(document(1, 1, 1)));
        proxy.on("Points/Upsert", (request, backend) -> {
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.prepare(Documents.SCHEMA);
                other.upsert(PARTNERS, 5, List.of(document(1, 2, 1), document(2, 2, 1)));
            }
            return backend.call(request);
        });

        sink.upsert(PARTNERS, 4, List.of(document(1, 9, 1), document(2, 9, 1)));

        assertThat(stamp(1).epoch()).isEqualTo(5);
        assertThat(stamp(2).epoch()).isEqualTo(5);
    }

    @Test
    void numbersBeyondTheServersRangesShouldBeDistinguished() {
        long large = 1L << 53;
        sink.upsert(PARTNERS, large + 1, List.of(document(1, large + 1, 1)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, large, List.of(document(1, large + 2, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.upsert(PARTNERS, large + 1, List.of(document(1, large, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.delete(PARTNERS, large, List.of(RecordId.of(1))))
                .isInstanceOf(LostRaceException.class);
        assertThat(stamp(1).epoch()).isEqualTo(large + 1);
        assertThat(stamp(1).sourceVersion()).isEqualTo(large + 1);
        sink.delete(PARTNERS, large + 1, List.of(RecordId.of(1)));
        assertThat(sink.count(PARTNERS)).isZero();
    }

    @Test
    void olderVersionShouldWinWhenItsEpochIsNewer() {
        sink.upsert(PARTNERS, 5, List.of(document(1, 7, 1)));

        sink.upsert(PARTNERS, 6, List.of(document(1, 2, 1)));

        assertThat(stamp(1).sourceVersion()).isEqualTo(2);
    }

    @Test
    void olderEpochShouldDeleteNothingOfANewerOne() {
        sink.upsert(PARTNERS, 4, List.of(document(1, 1, 3)));
        sink.upsert(PARTNERS, 5, List.of(document(1, 1, 2), document(2, 1, 1)));

        assertThatThrownBy(() -> sink.delete(PARTNERS, 4, List.of(RecordId.of(1), RecordId.of(2))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.trim(PARTNERS, 4, Map.of(RecordId.of(1), 1)))
                .isInstanceOf(LostRaceException.class);

        assertThat(stamp(1).storedChunks()).isEqualTo(2);
        assertThat(stamp(2).storedChunks()).isEqualTo(1);
    }

    @Test
    void deletionShouldLeaveAPointWhenANewerEpochWritesItInBetween() {
        sink.upsert(PARTNERS, 4, List.of(document(1, 1, 1)));
        proxy.on("Points/Delete", (request, backend) -> {
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.prepare(Documents.SCHEMA);
                other.upsert(PARTNERS, 5, List.of(document(1, 2, 1)));
            }
            return backend.call(request);
        });

        sink.delete(PARTNERS, 4, List.of(RecordId.of(1)));

        assertThat(stamp(1).sourceVersion()).isEqualTo(2);
    }

    @Test
    void staleWriterShouldWinWithoutTheCondition() {
        sink.upsert(PARTNERS, 5, List.of(document(1, 7, 1)));
        proxy.ignoreConditions();

        sink.upsert(PARTNERS, 4, List.of(document(1, 6, 1)));

        assertThat(stamp(1).epoch()).as("this is what the condition is for").isEqualTo(4);
    }

    @Test
    void staleWriterShouldLoseWhenTheServerLacksConditionalWrites() {
        proxy.ignoreConditions();
        proxy.claimVersion("1.15.4");
        sink.prepare(Documents.SCHEMA);
        sink.upsert(PARTNERS, 5, List.of(document(1, 7, 2), document(2, 7, 1)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 4, List.of(document(1, 8, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(document(1, 6, 2))))
                .isInstanceOf(LostRaceException.class);
        sink.upsert(PARTNERS, 5, List.of(document(2, 8, 1)));
        assertThatThrownBy(() -> sink.delete(PARTNERS, 4, List.of(RecordId.of(1))))
                .isInstanceOf(LostRaceException.class);

        assertThat(stamp(1).sourceVersion()).isEqualTo(7);
        assertThat(stamp(1).storedChunks()).isEqualTo(2);
        assertThat(stamp(2).sourceVersion()).isEqualTo(8);
    }

    @Test
    void newestWriteShouldRemainWhenWritersRaceInAnyOrder() throws Exception {
        List<long[]> writes = new ArrayList<>();
        for (long epoch = 1; epoch <= 4; epoch++) {
            for (long version = 1; version <= 10; version++) {
                writes.add(new long[] {epoch, version});
            }
        }
        Collections.shuffle(writes, new Random(42));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (long[] write : writes) {
                running.add(writers.submit(() -> upsertOrLose(write[0], write[1])));
            }
            for (Future<?> future : running) {
                assertThatCode(future::get).doesNotThrowAnyException();
            }
        } finally {
            writers.shutdown();
        }

        sink.stamps(PARTNERS, List.of(RecordId.of(1), RecordId.of(2), RecordId.of(3)))
                .values()
                .forEach(stamp -> {
                    assertThat(stamp.epoch()).isEqualTo(4);
                    assertThat(stamp.sourceVersion()).isEqualTo(10);
                    assertThat(stamp.intact()).isTrue();
                });
    }

    @Test
    void conditionShouldCostNoRequestPerPoint() {
        sink.upsert(PARTNERS, 1, documents(1, 1_000, 1));

        assertThat(proxy.calls("Points/Upsert")).isEqualTo(2);
        assertThat(proxy.calls("Points/Scroll"))
                .as("questions for what is there")
                .isEqualTo(1);
        assertThat(proxy.calls("Points/Count"))
                .as("questions for other writers where nothing is")
                .isZero();
        assertThat(proxy.calls("Points/Get")).as("reads of refused points").isZero();
        assertThat(proxy.calls("Points/UpdateBatch")).isZero();
    }

    private void upsertOrLose(long epoch, long version) {
        try {
            sink.upsert(
                    PARTNERS,
                    epoch,
                    List.of(document(1, version, 1), document(2, version, 2), document(3, version, 3)));
        } catch (LostRaceException e) {
            assertThat(epoch < 4 || version < 10).as("a write that may lose").isTrue();
        }
    }

    private RecordStamp stamp(long record) {
        return sink.stamps(PARTNERS, List.of(RecordId.of(record))).get(RecordId.of(record));
    }
}
