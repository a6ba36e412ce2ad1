package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The identity of a collection, from its creation through kills, snapshots and versions. */
class IdentityTest extends AbstractServerTest {

    private static final String NAME = "records";
    private static final String COLLECTION = NAME + "-g1";

    @Test
    void identityAndMarkShouldSurviveTheDeathOfTheServer() {
        SinkIdentity identity = store(3, new SinkMark(7, Optional.of("database")));

        process.kill();
        process.restart();

        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(SCHEMA)).isEqualTo(identity);
            assertThat(sink.mark(PARTNERS)).contains(new SinkMark(7, Optional.of("database")));
        }
        assertThat(server.info(NAME)
                        .getConfig()
                        .getMetadataOrThrow("syncline_filling")
                        .getStringValue())
                .isEqualTo(identity.id());
    }

    @Test
    void identityShouldBeKeptWhenASnapshotIsRestoredIntoANewCollection() {
        SinkIdentity identity = store(3, new SinkMark(2, Optional.empty()));
        QdrantSnapshots snapshots = new QdrantSnapshots(server);
        byte[] older = snapshots.make(NAME);
        raise(2, 3);

        server.drop(COLLECTION);
        snapshots.restore(COLLECTION, older);
        server.point(NAME, COLLECTION);

        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(SCHEMA)).isEqualTo(identity);
            assertThat(sink.mark(PARTNERS)).as("older than the state").contains(new SinkMark(2, Optional.empty()));
            assertThat(sink.count(PARTNERS)).isEqualTo(3);
        }
    }

    @Test
    void olderMarkShouldShowWhenASnapshotIsRestoredOverItsOwnCollection() {
        SinkIdentity identity = store(3, new SinkMark(2, Optional.empty()));
        QdrantSnapshots snapshots = new QdrantSnapshots(server);
        byte[] older = snapshots.make(NAME);
        raise(2, 3);

        snapshots.restore(COLLECTION, older);

        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(SCHEMA)).isEqualTo(identity);
            assertThat(sink.mark(PARTNERS)).contains(new SinkMark(2, Optional.empty()));
        }
    }

    /** The server retains the metadata and replaces the points, so that identity and points do not belong together. */
    @Test
    void markShouldNotCountWhenASnapshotOfAnotherCollectionIsRestoredOverThisOne() {
        SinkIdentity first = store(3, new SinkMark(50, Optional.of("database")));
        QdrantSnapshots snapshots = new QdrantSnapshots(server);
        byte[] older = snapshots.make(NAME);
        server.drop(COLLECTION);
        SinkIdentity second = store(5, new SinkMark(4, Optional.of("database")));

        snapshots.restore(COLLECTION, older);

        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(SCHEMA)).isEqualTo(second).isNotEqualTo(first);
            assertThat(sink.count(PARTNERS)).as("the points of the snapshot").isEqualTo(3);
            assertThat(sink.mark(PARTNERS)).isEmpty();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 50, new SinkMark(51, Optional.empty())))
                    .isFalse();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, new SinkMark(5, Optional.empty())))
                    .isTrue();
            assertThat(sink.mark(PARTNERS)).contains(new SinkMark(5, Optional.empty()));
        }
    }

    @Test
    void collectionOfAnEarlierVersionShouldGetAnIdentityAndLoseNothing() {
        store(3, new SinkMark(2, Optional.empty()));
        EarlierVersion.imitate(server, COLLECTION);
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(SCHEMA).id()).isEqualTo(SinkIdentity.UNKNOWN);

            SinkIdentity prepared = sink.prepare(SCHEMA);

            assertThat(prepared.id()).isNotEqualTo(SinkIdentity.UNKNOWN);
            assertThat(sink.open(SCHEMA)).isEqualTo(prepared);
            assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries()).hasSize(3);
            assertThat(server.info(NAME).getPayloadSchemaMap()).containsKey("syncline_record_hash");
        }
    }

    @Test
    void processesShouldAgreeWhenTheyPrepareACollectionOfAnEarlierVersion() throws Exception {
        store(3, new SinkMark(2, Optional.empty()));
        EarlierVersion.imitate(server, COLLECTION);
        int processes = 6;
        CyclicBarrier start = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                calls.add(() -> prepareTogether(start));
            }
            Set<String> identities =
                    threads.invokeAll(calls).stream().map(IdentityTest::result).collect(Collectors.toSet());

            assertThat(identities).hasSize(1).doesNotContain(SinkIdentity.UNKNOWN);
        } finally {
            threads.shutdownNow();
        }
    }

    private String prepareTogether(CyclicBarrier start) throws Exception {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            start.await();
            return sink.prepare(SCHEMA).id();
        }
    }

    private static String result(Future<String> call) {
        try {
            return call.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SinkIdentity store(long records, SinkMark mark) {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            SinkIdentity identity = sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, records, 1));
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, mark))
                    .isTrue();
            return identity;
        }
    }

    private void raise(long expected, long next) {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            sink.open(SCHEMA);
            sink.upsert(PARTNERS, 2, documents(4, 9, 1));
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), expected, new SinkMark(next, Optional.empty())))
                    .isTrue();
        }
    }
}
