package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.RepeatedWarnings;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run warns of while it searches for the records that a service fails over. */
class FewWarningsTest {

    private static final String MARKER = "poison";

    private final VirtualEngine engine = new VirtualEngine();
    private final List<String> logged = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final List<RecordFailure> failed = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void poisonedTextsShouldBeFewWarnings(PoisonedTextTest.Fault fault) {
        engine.create(60);
        List.of(7, 12, 30, 41, 50).forEach(id -> engine.put(id, MARKER + " " + id));
        failing(() -> fault.failure("The service cannot embed it"));

        run();

        assertThat(failed).hasSize(5);
        assertThat(logged).as("kinds, and their counts").hasSizeLessThanOrEqualTo(8);
        assertThat(repeated).hasSizeLessThan(100);
    }

    @Test
    void warningsShouldNameTheRecordsAndTheirNumber() {
        engine.create(60);
        List.of(7, 12, 30).forEach(id -> engine.put(id, MARKER + " " + id));
        failing(() -> new TransientException("HTTP 500", null));

        run();

        assertThat(logged).anyMatch(line -> line.startsWith("Embedding 50 texts of res.partner failed; retrying in "));
        assertThat(logged)
                .anyMatch(line ->
                        line.matches("Warned \\d+ times in this run: Embedding 1 texts of res.partner failed; .*"));
        assertThat(logged)
                .anyMatch(line -> line.matches(
                        "Warned 3 times in this run \\(records (7|12|30), (7|12|30), (7|12|30)\\): The embedder .*"
                                + " embeds a harmless text, but not one of res.partner: HTTP 500"));
    }

    private void failing(Supplier<SyncException> failure) {
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                if (texts.stream().anyMatch(text -> text.contains(MARKER))) {
                    throw failure.get();
                }
                return next.embed(texts, type);
            }
        };
    }

    private void run() {
        RunContext run = context();
        engine.sink.prepare(new SinkSchema(engine.embedder.fingerprint()));
        SyncPlan plan = Preparation.describe(engine.context(), VirtualEngine.MODEL, true);
        CompletableFuture<Void> end = new RangeRunner(run, plan, new FixedEpoch(), new NoMaintenance())
                .run(plan.scope(), IdRange.ALL, Long.MAX_VALUE, new Failures());
        engine.wait(Duration.ofHours(1));
        assertThat(end).isCompleted();
        run.warnings().end();
    }

    private RunContext context() {
        RunContext run = RunContext.unobserved(engine.context(), VirtualEngine.MODEL, engine.loop());
        return new RunContext(
                run.ports(),
                run.key(),
                run.settings(),
                run.loop(),
                run.retrier(),
                run.cancellation(),
                run.counters(),
                run.clock(),
                run.gate(),
                run.waits(),
                run.observer(),
                new RepeatedWarnings(logged::add, repeated::add));
    }

    private static final class FixedEpoch implements Fence {

        @Override
        public long epoch() {
            return 7;
        }

        @Override
        public void check() {}

        @Override
        public void control() {}
    }

    private static final class NoMaintenance implements PointMaintenance {

        @Override
        public void trim(Map<RecordId, Integer> chunkCounts) {}

        @Override
        public void delete(List<RecordId> ids) {}

        @Override
        public void lift(List<RecordId> ids) {}
    }

    private final class Failures implements PipelineListener {

        @Override
        public void failed(RecordFailure failure) {
            failed.add(failure);
        }

        @Override
        public void incomplete(RecordFailure lack) {
            throw new IllegalStateException("Record " + lack.id() + " is " + lack.reason());
        }

        @Override
        public CompletableFuture<Void> losingFields(List<RecordFailure> lacks) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void acknowledged(PageProgress page) {}
    }
}
