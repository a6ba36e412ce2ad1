package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.RetrySettings;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A run that waits for a system says so within seconds, and gives a system up early that has never answered. */
class WaitsTest {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final VirtualEngine engine = new VirtualEngine();
    private final News news = new News();

    @Test
    void sinkThatCannotBeReachedShouldBeShownWithinSecondsAndGivenUpEarly() {
        syncOnce();
        engine.sink = unreachable();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure().orElseThrow()).hasMessageContaining("Connection refused");
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(1));
        assertThat(news.pauses).isNotEmpty().allSatisfy(pause -> {
            assertThat(pause.party()).isEqualTo(RunPause.Party.SINK);
            assertThat(pause.waitingFor()).isEqualTo("sink: outage");
            assertThat(pause.cause()).isEqualTo("Qdrant: Connection refused");
        });
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
    }

    @Test
    void embedderThatCannotBeReachedShouldBeShownWithinSecondsAndGivenUpEarly() {
        engine.create(10);
        engine.listener = news;
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                throw refused("Ollama");
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.duration()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(100));
        assertThat(news.pauses)
                .isNotEmpty()
                .allSatisfy(pause -> assertThat(pause.party()).isEqualTo(RunPause.Party.EMBEDDER));
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
        assertThat(engine.states.failures(VirtualEngine.STATE, Cursor.START, 10))
                .isEmpty();
    }

    @Test
    void muteEmbedderShouldBeGivenUpAsEarlyAsOneThatCannotBeReached() {
        engine.create(500);
        engine.listener = news;
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                throw new TransientException("Ollama: no complete response within 60 s", null);
            }
        };

        SyncReport report = report(Work.EMBED, Duration.ofSeconds(60));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure().orElseThrow())
                .hasMessageContaining("has not answered its first request within 30 s");
        assertThat(report.duration()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
        assertThat(engine.states.failures(VirtualEngine.STATE, Cursor.START, 10))
                .isEmpty();
    }

    @Test
    void embedderThatAnswersItsFirstRequestLateShouldBeWaitedForFromThenOn() {
        engine.create(20);

        SyncReport report = report(Work.EMBED, Duration.ofSeconds(40));

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(20);
    }

    /** Syncs while calls of a kind take long. */
    private SyncReport report(Work slow, Duration latency) {
        VirtualLoop loop =
                new VirtualLoop(engine.time, work -> (work == slow ? latency : Duration.ofSeconds(1)).toNanos());
        CompletableFuture<SyncReport> report = engine.start(loop);
        while (!report.isDone()) {
            engine.time.step();
        }
        return report.join();
    }

    @Test
    void waitForTheFirstAnswerShouldBeSet() {
        syncOnce();
        engine.settings.retry(
                RetrySettings.builder().firstAnswerWithin(Duration.ofMinutes(5)).build());
        engine.sink = unreachable();

        assertThat(engine.sync().duration()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void waitForTheFirstAnswerShouldIncludeTheFirstCallWhenAPortTakesConnectionsAndIsMute() {
        syncOnce();
        engine.sink = unreachable();
        VirtualLoop loop = new VirtualLoop(
                engine.time,
                work -> Duration.ofSeconds(work == Work.COMPARE ? 40 : 1).toNanos());

        CompletableFuture<SyncReport> report = engine.start(loop);
        while (!report.isDone()) {
            engine.time.step();
        }

        assertThat(report.join().duration())
                .as("one minute, and the calls that are under way then or ask who holds the lease")
                .isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void sourceThatFailsAmidARunShouldBeWaitedForAndShown() {
        engine.settings.fetchBatchSize(5).fetchConcurrency(1);
        engine.create(20);
        engine.listener = news;
        Instant recovery = engine.time.instant().plus(Duration.ofMinutes(3));
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                if (!range.after().isStart() && engine.time.instant().isBefore(recovery)) {
                    throw refused("Odoo");
                }
                return super.page(scope, range, limit);
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(news.pauses).first().satisfies(pause -> {
            assertThat(pause.party()).isEqualTo(RunPause.Party.SOURCE);
            assertThat(pause.describe()).startsWith("waiting for source memory:test: outage, next attempt in");
        });
        assertThat(news.resumed).isNotEmpty();
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
    }

    @Test
    void callThatIsNotAnsweredShouldBeShownWithinSeconds() {
        engine.create(3);
        engine.listener = news;
        VirtualLoop loop = new VirtualLoop(
                engine.time,
                work -> Duration.ofSeconds(work == Work.SOURCE ? 40 : 1).toNanos());

        CompletableFuture<SyncReport> report = engine.start(loop);
        while (!report.isDone()) {
            engine.time.step();
        }

        assertThat(news.pauses).first().satisfies(pause -> {
            assertThat(pause.reason()).isEqualTo(RunPause.Reason.NO_ANSWER);
            assertThat(pause.describe()).isEqualTo("waiting for source memory:test: no answer yet, for 3 s");
        });
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
        assertThat(report.join().outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void lonePoisonedTextShouldNotLeaveTheRunSilent() {
        engine.put(1, "poison");
        engine.listener = news;
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                if (texts.get(0).contains("poison")) {
                    throw new TransientException("HTTP 500", null);
                }
                return next.embed(texts, type);
            }
        };

        engine.sync();

        assertThat(news.pauses).isNotEmpty();
        assertThat(news.longestWaitWithoutPause()).isLessThanOrEqualTo(LONGEST_SILENCE);
    }

    @Test
    void comparisonShouldShowWhatItWaitsFor() {
        syncOnce();
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public Instant now() {
                throw refused("Odoo");
            }

            @Override
            public IdPage ids(RecordScope scope, IdRange range, int limit) {
                throw refused("Odoo");
            }
        };

        VerifyReport report = engine.verify();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(news.pauses)
                .isNotEmpty()
                .allSatisfy(pause -> assertThat(pause.party()).isEqualTo(RunPause.Party.SOURCE));
    }

    @Test
    void comparisonAndCleanupShouldNotBeSilentWhenTheyTakeLong() {
        engine.create(30);
        engine.settings.fetchBatchSize(5);
        engine.sync();
        engine.listener = news;
        news.begin();

        engine.latency = Duration.ofSeconds(2);
        engine.verify();
        engine.cleanup();

        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
        assertThat(news.ended).hasSize(2);
    }

    @Test
    void manyShortCallsShouldBeProgressAndNoPause() {
        engine.create(30);
        engine.settings.fetchBatchSize(5);
        engine.sync();
        engine.listener = news;
        news.begin();

        engine.latency = Duration.ofMillis(900);
        engine.verify();
        engine.cleanup();
        engine.sync();

        assertThat(news.pauses).isEmpty();
        assertThat(news.longestSilence()).isLessThanOrEqualTo(LONGEST_SILENCE);
    }

    private void syncOnce() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.listener = news;
        news.begin();
    }

    private ForwardingVectorSink unreachable() {
        return new ForwardingVectorSink(engine.points) {
            @Override
            public SinkIdentity open(SinkSchema schema) {
                throw refused("Qdrant");
            }

            @Override
            public SinkIdentity prepare(SinkSchema schema) {
                throw refused("Qdrant");
            }
        };
    }

    private static TransientException refused(String system) {
        return new TransientException(system + ": Connection refused", null);
    }

    /** What a person sees, and when. A pause that is shown goes on until the next attempt, with the time left. */
    private final class News implements SyncListener {

        private final List<RunPause> pauses = new ArrayList<>();
        private final List<Duration> resumed = new ArrayList<>();
        private final List<Instant> at = new ArrayList<>();
        private final List<ModelName> ended = new ArrayList<>();
        private Instant begun = engine.time.instant();
        private Instant paused = Instant.MAX;
        private Instant lastEnd = engine.time.instant();
        private Duration silence = Duration.ZERO;

        void begin() {
            begun = engine.time.instant();
            lastEnd = begun;
        }

        @Override
        public void progressed(RunProgress progress) {
            at.add(engine.time.instant());
        }

        @Override
        public void ended(ModelName model) {
            ended.add(model);
            at.add(engine.time.instant());
        }

        @Override
        public void paused(ModelName model, RunPause pause) {
            if (paused.equals(Instant.MAX)) {
                silence = longer(silence, Duration.between(lastEnd, engine.time.instant()));
                paused = engine.time.instant();
            }
            pauses.add(pause);
            at.add(engine.time.instant());
        }

        @Override
        public void resumed(ModelName model, Duration lasted) {
            resumed.add(lasted);
            at.add(engine.time.instant());
            lastEnd = engine.time.instant();
            paused = Instant.MAX;
        }

        /** The longest time without any event. */
        Duration longestSilence() {
            Duration longest = Duration.ZERO;
            Instant last = begun;
            for (Instant next : at) {
                longest = longer(longest, Duration.between(last, next));
                last = next;
            }
            return longest;
        }

        /** The longest time from an end of a pause, or the begin, to the next pause. */
        Duration longestWaitWithoutPause() {
            return silence;
        }

        private static Duration longer(Duration a, Duration b) {
            return a.compareTo(b) > 0 ? a : b;
        }
    }
}
