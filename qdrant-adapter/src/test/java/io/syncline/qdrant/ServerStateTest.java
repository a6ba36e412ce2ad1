package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that is suspended, stopped or restarted. */
class ServerStateTest extends AbstractServerTest {

    @Test
    void callShouldEndAtItsDeadlineWhenTheServerIsSuspended() {
        try (QdrantVectorSink sink = server.sink("frozen").build();
                QdrantProxy proxy = new QdrantProxy(server);
                QdrantVectorSink hasty =
                        proxy.sink("frozen").deadline(Duration.ofSeconds(1)).build()) {
            sink.prepare(Documents.SCHEMA);
            hasty.prepare(Documents.SCHEMA);
            proxy.on("Points/Upsert", (request, backend) -> {
                process.freeze();
                return backend.call(request);
            });

            assertThatThrownBy(() -> hasty.upsert(PARTNERS, 1, documents(1, 10, 1)))
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessageContaining("did not answer in time");
            assertThatThrownBy(() -> hasty.count(PARTNERS)).isInstanceOf(TransientException.class);

            process.thaw();
            sink.upsert(PARTNERS, 1, documents(1, 10, 1));
            assertThat(sink.count(PARTNERS)).isEqualTo(10);
        }
    }

    @Test
    void nextCallShouldSucceedOnTheSameConnectionWhenTheServerIsBack() {
        try (QdrantVectorSink sink = server.sink("restarted").build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 10, 1));
            for (int i = 0; i < 3; i++) {
                process.kill();
                assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(TransientException.class);
                assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 1, 1)))
                        .isInstanceOf(SyncException.class)
                        .isInstanceOfAny(TransientException.class, UnknownOutcomeException.class);
                process.restart();

                assertThat(sink.count(PARTNERS)).isEqualTo(10);
            }
        }
    }
}
