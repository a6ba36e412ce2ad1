package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.internal.pipeline.PageProgress;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Range runners without a lease, a state or a coordinator in their process. */
class RangeRunnerTest {

    private static final long BORDER = 23;
    private static final int RECORDS = 60;

    private final VirtualEngine engine = new VirtualEngine();
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<Map<RecordId, Integer>> trims = new ArrayList<>();
    private boolean leaseLost;

    RangeRunnerTest() {
        engine.settings.fetchBatchSize(5).fetchConcurrency(3);
        engine.create(RECORDS);
        engine.metadata = unreachableStore();
    }

    @Test
    void rangesShouldRunConcurrentlyUnderOneEpoch() {
        RunContext low = context();
        RunContext high = context();

        CompletableFuture<Void> first = run(low, IdRange.of(0, BORDER));
        CompletableFuture<Void> second = run(high, IdRange.after(Cursor.after(BORDER)));
        end(first);
        end(second);

        assertThat(low.counters().embedded()).isEqualTo(BORDER);
        assertThat(high.counters().embedded()).isEqualTo(RECORDS - BORDER);
        assertThat(stored()).hasSize(RECORDS);
        assertThat(acknowledged.stream().mapToLong(Long::longValue).max()).hasValue(RECORDS);
    }

    @Test
    void rangeShouldNotBeReadBeyondItsEnd() {
        RunContext run = context();

        end(run(run, IdRange.of(10, BORDER)));

        assertThat(run.counters().fetched()).isEqualTo(BORDER - 10);
        assertThat(stored()).hasSize((int) BORDER - 10).allMatch(id -> id > 10 && id <= BORDER);
    }

    @Test
    void runnerThatIsRestartedUnderItsEpochShouldEmbedNothingAgain() {
        end(run(context(), IdRange.ALL));
        RunContext again = context();

        end(run(again, IdRange.ALL));

        assertThat(again.counters().embedded()).isZero();
        assertThat(again.counters().fetched()).isEqualTo(RECORDS);
    }

    @Test
    void trimsShouldBeLeftToTheCoordinator() {
        engine.settings.chunkTokens(8).chunkOverlapTokens(0);
        engine.put(7, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen");
        end(run(context(), IdRange.ALL));
        engine.put(7, "one");

        end(run(context(), IdRange.ALL));

        assertThat(trims).containsExactly(Map.of(RecordId.of(7), 1));
    }

    @Test
    void runnerShouldWriteNothingWhenItsLeaseIsLost() {
        leaseLost = true;

        CompletableFuture<Void> end = run(context(), IdRange.ALL);
        engine.wait(Duration.ofHours(1));

        assertThat(end).isCompletedExceptionally();
        assertThat(stored()).isEmpty();
    }

    @Test
    void cancelledRunnerShouldFinishWhatItHasFetched() {
        RunContext run = context();
        CompletableFuture<Void> end = run(run, IdRange.ALL);
        engine.wait(Duration.ofMillis(45));

        run.cancel();
        end(end);

        assertThat(run.counters().fetched()).isLessThan(RECORDS);
        assertThat((long) stored().size()).isEqualTo(run.counters().fetched());
    }

    private RunContext context() {
        return RunContext.unobserved(engine.context(), VirtualEngine.MODEL, engine.loop());
    }

    private CompletableFuture<Void> run(RunContext run, IdRange range) {
        engine.sink.prepare(new SinkSchema(engine.embedder.fingerprint()));
        SyncPlan plan = Preparation.describe(engine.context(), VirtualEngine.MODEL, true);
        return new RangeRunner(run, plan, new FixedEpoch(), new Requests())
                .run(plan.scope(), range, Long.MAX_VALUE, new Pages());
    }

    private void end(CompletableFuture<Void> run) {
        engine.wait(Duration.ofHours(1));
        assertThat(run).isCompleted();
    }

    private List<Long> stored() {
        return engine.points.ids(VirtualEngine.KEY, IdRange.ALL, 1000).entries().stream()
                .map(entry -> entry.id().number())
                .toList();
    }

    private MetadataStore unreachableStore() {
        return new ForwardingMetadataStore(engine.states) {
            @Override
            public VersionedState read(StateKey key) {
                throw new IllegalStateException("A range runner reads no state");
            }

            @Override
            public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
                throw new IllegalStateException("A range runner saves no state");
            }
        };
    }

    private final class FixedEpoch implements Fence {

        @Override
        public long epoch() {
            return 7;
        }

        @Override
        public void check() {
            if (leaseLost) {
                throw new LostRaceException("Lost for the test");
            }
        }

        @Override
        public void control() {
            check();
        }
    }

    /** The requests of a runner on another host to its coordinator. */
    private final class Requests implements PointMaintenance {

        @Override
        public void trim(Map<RecordId, Integer> chunkCounts) {
            trims.add(chunkCounts);
        }

        @Override
        public void delete(List<RecordId> ids) {
            throw new IllegalStateException("No record is empty");
        }

        @Override
        public void lift(List<RecordId> ids) {
            throw new IllegalStateException("Nothing is in quarantine");
        }
    }

    private final class Pages implements PipelineListener {

        @Override
        public void failed(RecordFailure failure) {
            throw new IllegalStateException("Record " + failure.id() + " failed: " + failure.reason());
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
        public void acknowledged(PageProgress page) {
            acknowledged.add(page.resumeAfter().id().number());
        }
    }
}
