package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.STATE;
import static io.syncline.sqlite.TestPoints.documents;
import static io.syncline.sqlite.TestPoints.ids;
import static io.syncline.sqlite.TestPoints.near;
import static io.syncline.sqlite.TestPoints.schema;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are missing, deleted, created again or replaced by an older copy. */
class IndexIdentityTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("records.db");
    }

    @Test
    void readersShouldNotCreateAMissingFile() {
        try (VectorSink sink = store(file).vectorSink()) {
            assertThatThrownBy(() -> sink.open(SCHEMA))
                    .isInstanceOf(MissingStoreException.class)
                    .hasMessage("There is no index " + file + ". Run a sync to create it");
            assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(MissingStoreException.class);
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 2, 1, 1)))
                    .isInstanceOf(MissingStoreException.class);
            assertThatThrownBy(() -> ((SourceCatalog) sink).contents()).isInstanceOf(MissingStoreException.class);
            assertThatThrownBy(() -> ((SourceCatalog) sink).identity()).isInstanceOf(MissingStoreException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void missingFileShouldBeReportedWithTheOneThatWasMeant() {
        prepared("records.db").close();
        prepared("archive.sqlite").close();
        try (VectorSink misspelt = store(directory.resolve("recrods.db")).vectorSink();
                VectorSink elsewhere =
                        store(directory.resolve("no/such/records.db")).vectorSink()) {
            assertThatThrownBy(() -> misspelt.open(SCHEMA)).hasMessageContaining("Did you mean 'records.db'?");
            assertThatThrownBy(() -> elsewhere.open(SCHEMA))
                    .isInstanceOf(MissingStoreException.class)
                    .hasMessageNotContaining("mean");
        }
    }

    @Test
    void fileThatHasOnlyStatesShouldBeAMissingIndex() {
        try (MetadataStore metadata = store(file).metadataStore();
                VectorSink sink = store(file).vectorSink()) {
            metadata.compareAndSet(STATE, 0, ModelState.NEW);

            assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
            assertThatThrownBy(() -> ((SourceCatalog) sink).identity()).isInstanceOf(MissingStoreException.class);
            assertThat(sink.prepare(SCHEMA)).isEqualTo(sink.open(SCHEMA));
        }
    }

    @Test
    void openShouldChangeNothing() throws IOException {
        prepared("records.db").close();
        byte[] before = Files.readAllBytes(file);
        try (VectorSink sink = store(file).vectorSink()) {
            sink.open(SCHEMA);
            assertThatThrownBy(() -> sink.open(schema(4))).isInstanceOf(SetupException.class);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void identityShouldBeThatOfTheCreationAndOfItsCopies() throws IOException {
        SinkIdentity first = identity(file);
        SinkIdentity other = identity(directory.resolve("other.db"));
        Path copy = Files.copy(file, directory.resolve("copy.db"));

        assertThat(identity(file)).isEqualTo(first);
        assertThat(first.name()).isEqualTo("file " + file);
        assertThat(identity(copy).id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
        Files.delete(file);
        assertThat(identity(file).id()).isNotEqualTo(first.id());
    }

    @Test
    void openSinkShouldNoticeThatItsFileWasDeletedAndCreatedAgain() throws IOException {
        try (VectorSink sink = prepared("records.db")) {
            sink.upsert(PARTNERS, 1, documents(1, 3, 1, 1));
            SinkIdentity first = sink.open(SCHEMA);
            Files.delete(file);

            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(3, 4, 1, 1)))
                    .isInstanceOf(MissingStoreException.class);
            assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(MissingStoreException.class);
            assertThat(sink.prepare(SCHEMA).id()).isNotEqualTo(first.id());
            assertThat(sink.count(PARTNERS)).isZero();
            sink.upsert(PARTNERS, 1, documents(1, 4, 1, 1));
        }
        try (VectorSink sink = store(file).vectorSink()) {
            assertThat(sink.count(PARTNERS)).isEqualTo(3);
        }
    }

    @Test
    void logOfADeletedFileShouldNotBeAppliedToTheNewOne() throws Exception {
        Process writer = WriterProcess.start(file, 0, Long.MAX_VALUE);
        WriterProcess.killAfter(writer, 3);
        assertThat(directory.resolve("records.db-wal")).isNotEmptyFile();
        Files.delete(file);

        try (VectorSink sink = prepared("records.db")) {
            assertThat(sink.count(PARTNERS)).isZero();
            sink.upsert(PARTNERS, 1, documents(1, 4, 1, 1));
            assertThat(sink.count(PARTNERS)).isEqualTo(3);
        }
        try (VectorSink sink = store(file).vectorSink()) {
            sink.open(SCHEMA);
            assertThat(sink.count(PARTNERS)).isEqualTo(3);
        }
    }

    @Test
    void openSinkShouldReadTheMarkOfAnOlderCopyThatReplacedItsFile() throws IOException {
        Path copy = directory.resolve("copy");
        try (VectorSink sink = prepared("records.db")) {
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, mark(1)))
                    .isTrue();
            sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0)));
        }
        Files.copy(file, copy);
        try (VectorSink sink = store(file).vectorSink()) {
            sink.upsert(PARTNERS, 1, List.of(near(2, 0, 1, 0)));
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 1, mark(2)))
                    .isTrue();
            assertThat(search(sink)).containsExactly(RecordId.of(2), RecordId.of(1));

            for (String log : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(directory.resolve("records.db" + log));
            }
            Files.move(copy, file);

            assertThat(sink.mark(PARTNERS)).contains(mark(1));
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 2, mark(3)))
                    .isFalse();
            assertThat(search(sink)).containsExactly(RecordId.of(1));
            sink.upsert(PARTNERS, 1, List.of(near(3, 0, 1, 0)));
            assertThat(search(sink)).containsExactly(RecordId.of(3), RecordId.of(1));
            assertThat(sink.stamps(PARTNERS, ids(1, 2, 3))).hasSize(2);
        }
    }

    @Test
    void markShouldRiseOnlyFromTheExpectedValue() {
        ModelKey other = new ModelKey("other", PARTNERS.model());
        SinkMark withDatabase = new SinkMark(7, Optional.of("uuid-of-a-database"));
        try (VectorSink sink = prepared("records.db")) {
            assertThat(sink.mark(PARTNERS)).isEmpty();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 1, mark(2)))
                    .isFalse();
            assertThat(sink.mark(PARTNERS)).isEmpty();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, mark(5)))
                    .isTrue();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, mark(6)))
                    .isFalse();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 4, mark(6)))
                    .isFalse();
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 5, withDatabase))
                    .isTrue();
            assertThat(sink.mark(other)).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 7, mark(7)));
            sink.upsert(PARTNERS, 1, documents(1, 2, 1, 1));
            sink.delete(PARTNERS, 1, ids(1));
        }
        try (VectorSink sink = store(file).vectorSink()) {
            assertThat(sink.mark(PARTNERS)).contains(withDatabase);
        }
    }

    private static List<RecordId> search(VectorSink sink) {
        return sink
                .search(SinkQuery.builder()
                        .source("odoo")
                        .embedding(Embedding.of(0.1f, 1, 0))
                        .limit(10)
                        .build())
                .stream()
                .map(SinkHit::id)
                .toList();
    }

    private static SinkMark mark(long value) {
        return new SinkMark(value, Optional.empty());
    }

    private static SinkIdentity identity(Path path) {
        try (VectorSink sink = store(path).vectorSink()) {
            return sink.prepare(SCHEMA);
        }
    }

    private VectorSink prepared(String name) {
        VectorSink sink = store(directory.resolve(name)).vectorSink();
        sink.prepare(SCHEMA);
        return sink;
    }
}
