package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that fills up. Needs a system that lets a process mount a disk in memory, so it runs only on request. */
@Tag("nightly")
class FullDiskTest {

    private static final int DIMENSION = 1024;
    private static final int MEGABYTES = 300;
    private static final int CALLS = 200;

    @Test
    void loadShouldStopWithARemedyWhenTheDiskIsFull() {
        try (QdrantProcess process = QdrantProcess.startOnSmallDisk(MEGABYTES);
                QdrantServer server = QdrantServer.of(process);
                QdrantVectorSink sink = server.sink("full").build()) {
            sink.prepare(Documents.schema("large", DIMENSION));

            assertThatThrownBy(() -> {
                        for (int call = 0; call < CALLS; call++) {
                            sink.upsert(PARTNERS, 1, batch(call));
                        }
                    })
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("has no disk space left")
                    .hasMessageContaining("Free disk space");
            assertThat(sink.count(PARTNERS)).as("what can be read all the same").isPositive();
        }
    }

    private static List<EmbeddedDocument> batch(int call) {
        return LongStream.rangeClosed(call * 250L + 1, (call + 1) * 250L)
                .mapToObj(record -> document(record, 1, 1, DIMENSION))
                .toList();
    }
}
