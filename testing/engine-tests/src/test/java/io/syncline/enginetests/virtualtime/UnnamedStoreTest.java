package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.internal.verify.VerifyRunner;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A store of an earlier version, which has no identity until somebody prepares it. */
class UnnamedStoreTest {

    private static final StateKey UNASSIGNED = StateKey.unassigned(VirtualEngine.MODEL);

    private final VirtualEngine engine = new VirtualEngine();

    UnnamedStoreTest() {
        engine.create(10);
        engine.sync();
        VersionedState named = engine.states.read(VirtualEngine.STATE);
        engine.states.remove(
                VirtualEngine.STATE, named.revision(), named.state().epoch());
        engine.sink = new Unnamed(engine.points);
    }

    @Test
    void comparisonShouldExcludeASync() {
        VirtualLoop loop = engine.loop();
        VerifyRequest request = VerifyRequest.of(VirtualEngine.MODEL.value());
        CompletableFuture<?> comparison =
                new VerifyRunner(engine.context(), request, loop, "test:comparison").run(UnaryOperator.identity());
        while (engine.states.read(UNASSIGNED).state().lease().isEmpty()) {
            assertThat(comparison).isNotDone();
            engine.time.step();
        }

        SyncReport refused = engine.sync();

        assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
        while (!comparison.isDone()) {
            engine.time.step();
        }
        assertThat(engine.sync().recordsUnchanged()).isEqualTo(10);
    }

    @Test
    void runsThatReadShouldNotLeaveAStateOfAnUnknownSink() {
        assertThat(engine.verify().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(engine.cleanup(CleanupRequest.builder()
                                .model(VirtualEngine.MODEL)
                                .dryRun(true)
                                .build())
                        .outcome())
                .isEqualTo(RunOutcome.COMPLETED);

        assertThat(engine.states.keys()).containsExactly(UNASSIGNED);
    }

    @Test
    void changeOfSourcesShouldNameTheStoreFirst() {
        CompletableFuture<?> renamed = new SourceChange(engine.context(), engine.loop(), "test:change")
                .rename(VirtualEngine.KEY.source(), "erp");
        while (!renamed.isDone()) {
            engine.time.step();
        }

        assertThat(renamed).isCompleted();
        assertThat(engine.points.keys()).isEqualTo(Set.of(new ModelKey("erp", VirtualEngine.MODEL)));
        assertThat(engine.states.keys())
                .containsExactly(new StateKey("erp", VirtualEngine.MODEL, VirtualEngine.STATE.sink()));
    }

    /** Hides the identity until the store is prepared. */
    private static final class Unnamed extends ForwardingCatalogSink {

        private volatile boolean named;

        Unnamed(VectorSink sink) {
            super(sink);
        }

        @Override
        public SinkIdentity prepare(SinkSchema schema) {
            named = true;
            return super.prepare(schema);
        }

        @Override
        public SinkIdentity open(SinkSchema schema) {
            return known(super.open(schema));
        }

        @Override
        public SinkIdentity identity() {
            return known(super.identity());
        }

        private SinkIdentity known(SinkIdentity identity) {
            return named ? identity : new SinkIdentity(SinkIdentity.UNKNOWN, identity.name());
        }
    }
}
