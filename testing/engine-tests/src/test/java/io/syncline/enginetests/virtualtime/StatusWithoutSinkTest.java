package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingVectorSink;
import org.junit.jupiter.api.Test;

/** A status is about the state, which is shown while the sink is away. */
class StatusWithoutSinkTest {

    private final VirtualEngine parts = new VirtualEngine();

    private SyncEngine engine(VectorSink sink) {
        return SyncEngine.builder()
                .source(parts.records)
                .embedder(parts.vectors)
                .sink(sink)
                .metadata(parts.states)
                .build();
    }

    private VectorSink unreachable() {
        return new ForwardingVectorSink(parts.points) {
            @Override
            public SinkIdentity open(SinkSchema schema) {
                throw new TransientException("Qdrant: Connection refused", null);
            }
        };
    }

    @Test
    void savedStateShouldBeShownWhileTheSinkIsUnreachable() {
        parts.create(3);
        try (SyncEngine engine = engine(parts.points)) {
            engine.sync(SyncRequest.of(VirtualEngine.MODEL.value()));
        }
        try (SyncEngine engine = engine(unreachable())) {
            ModelStatus status = engine.status(VirtualEngine.MODEL);

            assertThat(status.recordsSynced()).isEqualTo(3);
            assertThat(status.lastSync()).isPresent();
            assertThat(status.sinkProblem()).contains("Qdrant: Connection refused");
            assertThat(engine.statuses()).containsExactly(status);
            assertThat(engine.models()).containsExactly(VirtualEngine.MODEL);
            assertThatThrownBy(() -> engine.status(ModelName.of("res.country")))
                    .as("a model of which nothing is saved")
                    .isInstanceOf(TransientException.class);
        }
    }

    @Test
    void answerOfTheSinkShouldLeaveNoProblem() {
        parts.create(3);
        try (SyncEngine engine = engine(parts.points)) {
            engine.sync(SyncRequest.of(VirtualEngine.MODEL.value()));

            assertThat(engine.models()).containsExactly(VirtualEngine.MODEL);
            assertThat(engine.status(VirtualEngine.MODEL).sinkProblem()).isEmpty();
            assertThat(engine.status(VirtualEngine.MODEL).recordsStored()).isEqualTo(3);
        }
    }
}
