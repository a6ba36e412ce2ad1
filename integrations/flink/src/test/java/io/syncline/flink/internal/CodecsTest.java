package io.syncline.flink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeCounts;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.cluster.RecordProblem;
import io.syncline.core.cluster.WorkerFailure;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent and stored comes out as it went in. */
class CodecsTest {

    private static final RecordId NUMBER = RecordId.of(Long.MAX_VALUE);
    private static final RecordId TEXT = RecordId.of("Ünïcode \uD83D\uDE80 key");
    private static final String LONG = "reason ".repeat(20_000);
    private static final RecordProblem PROBLEM = new RecordProblem(TEXT, LONG);
    private static final RangeProgress PROGRESS = new RangeProgress(
            Cursor.START,
            Cursor.after(TEXT),
            500,
            -3,
            new RangeCounts(1, 2, 3, 4, 5, 6, 7, 8, 9),
            List.of(PROBLEM),
            List.of(new RecordProblem(NUMBER, "")),
            List.of(NUMBER, TEXT));
    private static final RangeGrant GRANT = new RangeGrant(
            1L << 40,
            "odoo:https://erp.example.com/production",
            ModelName.of("res.partner"),
            new IdRange(Cursor.after(NUMBER), Cursor.END),
            Optional.of(Instant.parse("2026-11-30T12:00:00.123456789Z")),
            true,
            "fingerprint",
            "sink",
            42,
            Duration.ofNanos(10_000_000_001L));

    private static Stream<WorkerRequest> requests() {
        return Stream.of(
                new WorkerRequest.Next("host#1"),
                new WorkerRequest.Renew(7),
                new WorkerRequest.Acknowledge(7, PROGRESS),
                new WorkerRequest.Announce(7, List.of(PROBLEM, PROBLEM)),
                new WorkerRequest.Control(-7),
                new WorkerRequest.Maintain(7, Map.of(NUMBER, 3, TEXT, 0), List.of(TEXT), List.of(NUMBER)),
                new WorkerRequest.End(7, true, Optional.empty()),
                new WorkerRequest.End(7, false, Optional.of(new WorkerFailure(LONG, true))));
    }

    private static Stream<CoordinatorAnswer> answers() {
        return Stream.of(
                new CoordinatorAnswer.Done(),
                new CoordinatorAnswer.Granted(GRANT),
                CoordinatorAnswer.Wait.SHORTLY,
                new CoordinatorAnswer.Finished(),
                new CoordinatorAnswer.Renewed(Duration.ofSeconds(10), true),
                new CoordinatorAnswer.Revoked(),
                new CoordinatorAnswer.Failed(LONG));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestShouldComeOutAsItWentIn(WorkerRequest request) {
        assertThat(MessageCodec.readRequest(MessageCodec.write(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerShouldComeOutAsItWentIn(CoordinatorAnswer answer) {
        assertThat(MessageCodec.readAnswer(MessageCodec.write(answer))).isEqualTo(answer);
    }

    @Test
    void allKindsOfMessagesShouldBeAmongTheExamples() {
        assertThat(kinds(WorkerRequest.class)).containsExactlyInAnyOrderElementsOf(types(requests()));
        assertThat(kinds(CoordinatorAnswer.class)).containsExactlyInAnyOrderElementsOf(types(answers()));
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isInterface() ? kinds(type).stream() : Stream.of(type))
                .toList();
    }

    private static List<Class<?>> types(Stream<?> messages) {
        return messages.<Class<?>>map(Object::getClass).distinct().toList();
    }

    @Test
    void messageOfAnotherVersionShouldBeRefusedWithTheReason() {
        byte[] message = MessageCodec.write(new WorkerRequest.Renew(7));
        message[0]++;

        assertThatThrownBy(() -> MessageCodec.readRequest(message))
                .hasMessageContaining("has version " + (MessageCodec.VERSION + 1))
                .hasMessageContaining("must run the same Syncline");
        assertThatThrownBy(() -> MessageCodec.readAnswer(message)).hasMessageContaining("must run the same Syncline");
    }

    @Test
    void snapshotShouldComeOutAsItWentIn() throws IOException {
        SnapshotSerializer serializer = new SnapshotSerializer();
        Optional<ClusterSnapshot> snapshot = Optional.of(new ClusterSnapshot(
                Instant.parse("2026-11-30T12:00:00.000000001Z"),
                "fingerprint",
                9,
                List.of(new IdRange(Cursor.START, Cursor.after(NUMBER)), IdRange.after(Cursor.after(TEXT))),
                Cursor.END));

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(snapshot)))
                .isEqualTo(snapshot);
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(Optional.empty())))
                .isEmpty();
    }

    /** What it saves is work; the state of the model decides. */
    @Test
    void snapshotOfAnotherVersionShouldBeLeftOut() throws IOException {
        SnapshotSerializer serializer = new SnapshotSerializer();

        assertThat(serializer.deserialize(serializer.getVersion() + 1, new byte[] {1, 2, 3}))
                .isEmpty();
    }

    @Test
    void slotShouldComeOutAsItWentIn() {
        SlotSerializer serializer = new SlotSerializer();
        SyncSourceParts.Slot slot = new SyncSourceParts.Slot("a");

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(slot)))
                .isEqualTo(slot);
    }
}
