package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inserted points are guarded by their least version, unless a late write could make that condition wrong. */
class LateWriteGuardTest extends AbstractProxyTest {

    private static final int MANY = 500;

    private final Thread caller = Thread.currentThread();
    private final AtomicReference<byte[]> held = new AtomicReference<>();

    /** Ways in which a call ends before its write. */
    enum Loss {
        CONNECTION,
        DEADLINE,
        INTERRUPT,
        QUEUED
    }

    @ParameterizedTest
    @EnumSource
    void newerVersionShouldReplaceALostWriteThatArrivesJustBefore(Loss loss) {
        lose(loss, document(1, 5, 1), document(2, 1, 1));
        proxy.on("Points/Upsert", (request, backend) -> {
            backend.call(held.get());
            return backend.call(request);
        });

        sink.upsert(PARTNERS, 5, List.of(document(1, 6, 1), document(2, 1, 1)));

        assertThat(stamp(1).sourceVersion()).isEqualTo(6);
        assertThat(stamp(2).sourceVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void newerVersionShouldStayWhenALostWriteArrivesAfterIt(Loss loss) {
        lose(loss, document(1, 5, 1), document(2, 1, 1), document(3, 9, 1));
        proxy.on("Points/Upsert", (request, backend) -> {
            byte[] answer = backend.call(request);
            backend.call(held.get());
            return answer;
        });

        sink.upsert(PARTNERS, 5, List.of(document(1, 6, 1), document(2, 2, 1)));

        assertThat(stamp(1).sourceVersion()).isEqualTo(6);
        assertThat(stamp(2).sourceVersion()).isEqualTo(2);
        assertThat(stamp(3).sourceVersion()).as("nobody wrote it since").isEqualTo(9);
    }

    @Test
    void lostWriteOfAnOlderEpochShouldNeitherWinNorKeepOutWhatComesAfterIt() {
        lose(Loss.CONNECTION, document(1, 9, 1), document(2, 1, 1), document(3, 1, 1));
        byte[] lost = held.get();
        proxy.on("Points/Upsert", (request, backend) -> {
            backend.call(lost);
            byte[] answer = backend.call(request);
            backend.call(lost);
            return answer;
        });

        sink.upsert(PARTNERS, 6, List.of(document(1, 2, 1), document(2, 8, 1)));

        assertThat(stamp(1).epoch()).isEqualTo(6);
        assertThat(stamp(1).sourceVersion()).isEqualTo(2);
        assertThat(stamp(2).epoch()).isEqualTo(6);
        assertThat(stamp(2).sourceVersion()).isEqualTo(8);
    }

    @Test
    void newerEpochShouldWinWhenItInsertsJustBefore() {
        justBefore(6, document(1, 1, 1));

        sink.upsert(PARTNERS, 5, List.of(document(1, 9, 1), document(2, 3, 1)));

        assertThat(stamp(1).epoch()).isEqualTo(6);
        assertThat(stamp(1).sourceVersion()).isEqualTo(1);
        assertThat(stamp(2).epoch()).isEqualTo(5);
    }

    @Test
    void olderVersionShouldLoseWhenAnotherWriterOfTheEpochInsertsJustBefore() {
        justBefore(5, document(1, 7, 1), document(2, 1, 1));

        sink.upsert(PARTNERS, 5, List.of(document(1, 5, 1), document(2, 9, 1)));

        assertThat(stamp(1).sourceVersion()).isEqualTo(7);
        assertThat(stamp(2).sourceVersion()).isEqualTo(9);
    }

    @Test
    void conditionShouldNotGrowWithTheVersionsWhenPointsAreInserted() {
        AtomicReference<Filter> condition = watchConditions();

        sink.upsert(PARTNERS, 5, manyVersions(1));
        assertThat(clauses(condition)).as("inserted").isEqualTo(1);

        sink.upsert(PARTNERS, 6, manyVersions(1));
        assertThat(clauses(condition)).as("replaced").isEqualTo(MANY);
    }

    @Test
    void conditionShouldBeExactAfterALossUntilTheNextEpoch() {
        lose(Loss.CONNECTION, document(1, 5, 1));
        AtomicReference<Filter> condition = watchConditions();

        sink.upsert(PARTNERS, 5, manyVersions(1_000));
        assertThat(clauses(condition)).as("the same epoch").isEqualTo(MANY);

        sink.upsert(PARTNERS, 6, manyVersions(2_000));
        assertThat(clauses(condition)).as("the next epoch").isEqualTo(1);
    }

    /** Fails a call of epoch 5 and holds its request back, so that it arrives later. */
    private void lose(Loss loss, EmbeddedDocument... documents) {
        proxy.on("Points/Upsert", (request, backend) -> {
            held.set(request);
            return switch (loss) {
                case CONNECTION -> throw Status.UNAVAILABLE.asRuntimeException();
                case DEADLINE -> throw Status.DEADLINE_EXCEEDED.asRuntimeException();
                case INTERRUPT -> {
                    caller.interrupt();
                    throw Status.UNAVAILABLE.asRuntimeException();
                }
                case QUEUED ->
                    PointsOperationResponse.newBuilder()
                            .setResult(UpdateResult.newBuilder().setStatus(UpdateStatus.Acknowledged))
                            .build()
                            .toByteArray();
            };
        });
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 5, List.of(documents)))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(Thread.interrupted()).isEqualTo(loss == Loss.INTERRUPT);
        proxy.clear();
    }

    /** Lets another process write while the next request of this one is in flight. */
    private void justBefore(long epoch, EmbeddedDocument... documents) {
        proxy.on("Points/Upsert", (request, backend) -> {
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.prepare(Documents.SCHEMA);
                other.upsert(PARTNERS, epoch, List.of(documents));
            }
            return backend.call(request);
        });
    }

    private AtomicReference<Filter> watchConditions() {
        AtomicReference<Filter> condition = new AtomicReference<>();
        proxy.on("Points/Upsert", (request, backend) -> {
            condition.set(UpsertPoints.parseFrom(request).getUpdateFilter());
            return backend.call(request);
        });
        return condition;
    }

    /** How many versions a condition compares. */
    private static int clauses(AtomicReference<Filter> condition) {
        return condition.get().getShould(1).getFilter().getShouldCount();
    }

    private static List<EmbeddedDocument> manyVersions(long firstRecord) {
        return LongStream.range(0, MANY)
                .mapToObj(i -> document(firstRecord + i, 10_000 + i, 1))
                .toList();
    }

    private RecordStamp stamp(long record) {
        return sink.stamps(PARTNERS, List.of(RecordId.of(record))).get(RecordId.of(record));
    }
}
