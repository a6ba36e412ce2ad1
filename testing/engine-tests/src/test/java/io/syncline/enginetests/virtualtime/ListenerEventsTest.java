package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.forward.ForwardingEmbedder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener hears of embedding calls, cleanups and comparisons. */
class ListenerEventsTest {

    private final VirtualEngine engine = new VirtualEngine();
    private final Heard heard = new Heard();

    private static final class Heard implements SyncListener {

        private final List<RunKind> started = new ArrayList<>();
        private final List<RunKind> stopped = new ArrayList<>();
        private final List<EmbeddingCall> calls = new ArrayList<>();
        private final List<RunProgress> progress = new ArrayList<>();
        private final List<Object> ends = new ArrayList<>();

        @Override
        public void started(ActiveRun run) {
            started.add(run.kind());
        }

        @Override
        public void stopped(ActiveRun run) {
            stopped.add(run.kind());
        }

        @Override
        public void embedded(ModelName model, EmbeddingCall call) {
            calls.add(call);
        }

        @Override
        public void progressed(RunProgress latest) {
            progress.add(latest);
        }

        @Override
        public void finished(CleanupReport report) {
            ends.add(report);
        }

        @Override
        public void finished(VerifyReport report) {
            ends.add(report);
        }

        @Override
        public void finished(SyncReport report) {
            ends.add(report);
        }

        @Override
        public void ended(ModelName model) {
            ends.add(model);
        }
    }

    @BeforeEach
    void listen() {
        engine.listener = heard;
    }

    @Test
    void everyCallOfTheEmbedderShouldBeHeardWithItsTokens() {
        engine.create(30);
        engine.settings.embedBatchSize(10);

        SyncReport report = engine.sync();

        assertThat(heard.calls).hasSize(3).allSatisfy(call -> {
            assertThat(call.embedder()).isEqualTo(engine.vectors.fingerprint().toString());
            assertThat(call.texts()).isEqualTo(10);
            assertThat(call.duration()).isEqualTo(engine.latency);
            assertThat(call.failure()).isEmpty();
        });
        assertThat(heard.calls.stream().mapToLong(EmbeddingCall::tokens).sum())
                .isPositive()
                .isEqualTo(report.tokens());
    }

    @Test
    void failedCallShouldBeHeardWithItsFailure() {
        engine.create(3);
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            private int calls;

            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                if (calls++ == 0) {
                    throw new TransientException("down", null);
                }
                return next.embed(texts, type);
            }
        };

        engine.sync();

        assertThat(heard.calls.get(0).tokens()).isZero();
        assertThat(heard.calls.get(0).failure()).containsInstanceOf(TransientException.class);
        assertThat(heard.calls.get(heard.calls.size() - 1).failure()).isEmpty();
    }

    /** One record of many chunks, so that no record is finished for long. */
    @Test
    void textsShouldMoveTheProgressBeforeTheFirstRecordIsFinished() {
        engine.settings.embedBatchSize(2).embedConcurrency(1).chunkTokens(8).chunkOverlapTokens(0);
        engine.put(1, "word ".repeat(200));

        engine.sync();

        assertThat(heard.progress)
                .filteredOn(progress -> progress.processed() == 0)
                .extracting(RunProgress::texts)
                .isSorted()
                .contains(2L, 4L, 6L);
    }

    @Test
    void cleanupsAndComparisonsShouldBeHeardWithTheirReports() {
        engine.create(30);
        engine.sync();
        heard.ends.clear();

        CleanupReport cleanup = engine.cleanup();
        VerifyReport verify = engine.verify();

        assertThat(heard.started).containsExactly(RunKind.SYNC, RunKind.CLEANUP, RunKind.VERIFY);
        assertThat(heard.ends).containsExactly(cleanup, VirtualEngine.MODEL, verify, VirtualEngine.MODEL);
        assertThat(cleanup.outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    /** A plan and a run that is refused end without having started. */
    @Test
    void onlyWhatHasStartedShouldStop() {
        engine.listener = heard;
        engine.create(5);
        engine.plan();
        engine.sync();
        engine.cleanup();
        engine.verify();
        engine.start(engine.loop());
        while (heard.started.size() < 4) {
            assertThat(engine.time.step()).isTrue();
        }
        engine.cleanup();

        assertThat(heard.stopped).containsExactly(RunKind.SYNC, RunKind.CLEANUP, RunKind.VERIFY);
    }
}
