package io.syncline.flink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatedRun;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import io.syncline.flink.job.UnsuccessfulSyncException;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a coordinator begins while another run holds the lease. */
class SyncEnumeratorTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final SyncJob JOB = SyncJob.of(MODEL.value());
    private static final ClusterSnapshot SNAPSHOT =
            new ClusterSnapshot(Instant.EPOCH, "fingerprint", 0, List.of(), Cursor.START);

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .clock(InstantSource.system())
            .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final InMemoryMetadataStore states = new InMemoryMetadataStore(InstantSource.system());
    private final CoordinatorThread thread = new CoordinatorThread();
    private final ManualTime time = new ManualTime();
    private final List<SyncEnumerator> open = new ArrayList<>();
    private SyncEngine predecessor;
    private CoordinatedRun held;

    private static final class ManualTime implements SyncTime {

        private final List<Runnable> later = new ArrayList<>();
        private long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void after(Duration pause, Runnable task) {
            later.add(task);
        }
    }

    @BeforeEach
    void holdTheLease() {
        for (int id = 1; id <= 100; id++) {
            source.put(MODEL, RecordId.of(id), Map.of("name", new FieldValue.Text("Partner " + id)));
        }
        predecessor = engine();
        held = coordinate(predecessor, "this-job");
    }

    @AfterEach
    void end() {
        open.forEach(SyncEnumerator::close);
        predecessor.close();
    }

    /** A coordinator that has the lease when this returns: it answers requests with grants. */
    private static CoordinatedRun coordinate(SyncEngine engine, String name) {
        CoordinatedRun run = engine.cluster()
                .coordinate(
                        SyncRequest.of(MODEL.value()),
                        new ClusterSettings(10, Duration.ofSeconds(5), 8, name),
                        Optional.empty());
        while (!(run.receive(new WorkerRequest.Next("test"))
                        .toCompletableFuture()
                        .join()
                instanceof CoordinatorAnswer.Granted)) {
            Thread.onSpinWait();
        }
        return run;
    }

    private SyncEngine engine() {
        return SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().dimension(4).build())
                .sink(sink.reopen())
                .metadata(states)
                .build();
    }

    private SyncEnumerator enumerator(String name, Optional<ClusterSnapshot> resume) throws InterruptedException {
        EngineProvider provider = () -> new EngineProvider.ProvidedEngine(engine(), () -> {});
        SyncEnumerator enumerator =
                new SyncEnumerator(thread, new SyncSourceParts.Sync(provider, JOB, name), resume, time);
        open.add(enumerator);
        enumerator.start();
        thread.step();
        return enumerator;
    }

    private SyncEnumerator started(EngineProvider provider) {
        SyncEnumerator enumerator =
                new SyncEnumerator(thread, new SyncSourceParts.Sync(provider, JOB, "job"), Optional.empty(), time);
        enumerator.start();
        return enumerator;
    }

    @Test
    void systemThatDoesNotAnswerShouldRestartTheJob() {
        open.add(started(() -> {
            throw new TransientException("The database does not answer", null);
        }));

        assertThatThrownBy(thread::step)
                .isInstanceOf(FlinkRuntimeException.class)
                .hasStackTraceContaining("The database does not answer");
    }

    @Test
    void mistakeOfTheConfigurationShouldEndTheJob() {
        open.add(started(() -> {
            throw new ConfigException("needs the environment variable KEY");
        }));

        assertThatThrownBy(thread::step)
                .isInstanceOf(SuppressRestartsException.class)
                .hasStackTraceContaining("needs the environment variable KEY");
    }

    @Test
    void engineThatIsOpenWhenItsJobHasEndedShouldBeClosed() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        SyncEnumerator enumerator = started(() -> {
            ended.join();
            return new EngineProvider.ProvidedEngine(engine(), closed::countDown);
        });

        enumerator.close();
        ended.complete(null);

        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void coordinatorWithoutACheckpointShouldWaitForTheLeaseOfItsJob() throws Exception {
        SyncEnumerator successor = enumerator("this-job", Optional.empty());
        thread.step();
        assertThat(time.later).as("asks again later").hasSize(1);

        held.cancel();
        held.await();
        time.later.get(0).run();
        thread.step();

        assertThat(granted(successor)).isTrue();
    }

    @Test
    void restoredCoordinatorShouldWaitForAnyLease() throws Exception {
        enumerator("another-job", Optional.of(SNAPSHOT));
        thread.step();

        assertThat(time.later).as("asks again later").hasSize(1);
    }

    @Test
    void waitShouldEndWithTheReasonWhenTheLeaseIsHeldForTooLong() throws Exception {
        enumerator("this-job", Optional.empty());
        time.nanos = JOB.leaseWait().toNanos();

        assertThatThrownBy(thread::step)
                .isInstanceOf(SuppressRestartsException.class)
                .hasStackTraceContaining("already in progress");
    }

    @Test
    void firstCoordinatorShouldBeRefusedWhileAnotherJobIsInProgress() throws Exception {
        enumerator("another-job", Optional.empty());

        assertThatThrownBy(thread::step)
                .isInstanceOf(SuppressRestartsException.class)
                .hasCauseInstanceOf(UnsuccessfulSyncException.class)
                .hasStackTraceContaining("\"outcome\":\"refused_in_progress\"");
        assertThat(time.later).isEmpty();
    }

    private boolean granted(SyncEnumerator enumerator) throws InterruptedException {
        long number = 1;
        while (true) {
            thread.sent.clear();
            enumerator.handleSourceEvent(
                    0, new SyncMessage(number++, MessageCodec.write(new WorkerRequest.Next("worker"))));
            thread.step();
            CoordinatorAnswer answer = MessageCodec.readAnswer(((SyncMessage) thread.sent.get(0)).content());
            if (!(answer instanceof CoordinatorAnswer.Wait)) {
                return answer instanceof CoordinatorAnswer.Granted;
            }
        }
    }
}
