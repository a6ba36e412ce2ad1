package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.enginetests.StateKeys;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged state file is an error with a remedy in its message, and never a fresh start. */
class DamagedStateFileTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final StateKey STATE = new StateKey("memory:test", MODEL, "sink-1");

    @TempDir
    Path directory;

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryEmbedder embedder = InMemoryEmbedder.builder().build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private Path file;

    static Stream<Named<UnaryOperator<String>>> damages() {
        return Stream.of(
                damage("emptied", text -> ""),
                damage("cut in half", text -> text.substring(0, text.length() / 2)),
                damage("filled with zeros", text -> "\0".repeat(text.length())),
                damage("beginning lost", text -> text.substring(text.length() / 3)),
                damage("something appended", text -> text + "}"),
                damage("models lost", text -> "{\"version\": 1}"),
                damage("version lost", text -> text.replaceAll("\"version\" *: *2", "\"v\": 2")),
                damage("of a later version", text -> text.replaceAll("\"version\" *: *2", "\"version\": 3")),
                damage("epoch not a number", text -> text.replaceAll("\"epoch\" *: *[0-9]+", "\"epoch\": \"many\"")),
                damage("epoch negative", text -> text.replaceAll("\"epoch\" *: *", "\"epoch\": -")),
                damage(
                        "watermark not a time",
                        text -> text.replaceAll("\"watermark\" *: *\"[^\"]*\"", "\"watermark\": \"yesterday\"")),
                damage("model not an object", text -> "{\"models\": {\"res.partner\": 7}, \"version\": 1}"),
                damage("key twice", text -> text.replaceFirst("\\{", "{\"version\": 1, ")),
                damage("not JSON", text -> "state of res.partner: fine"));
    }

    private static Named<UnaryOperator<String>> damage(String name, UnaryOperator<String> change) {
        return Named.of(name, change);
    }

    @BeforeEach
    void sync() {
        file = directory.resolve("sync_metadata.json");
        source.put(MODEL, RecordId.of(1), Map.of("name", new FieldValue.Text("Partner")));
        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(sync(store).outcome()).isEqualTo(RunOutcome.COMPLETED);
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damagedFileShouldBeAnErrorAndStayAsItIs(UnaryOperator<String> damage) throws IOException {
        try (MetadataStore store = FileMetadataStore.open(file)) {
            String whole = Files.readString(file);
            String damaged = damage.apply(whole);
            assertThat(damaged).isNotEqualTo(whole);
            Files.writeString(file, damaged);

            assertThatThrownBy(() -> store.read(STATE))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(file.toString());
            assertThatThrownBy(() -> store.compareAndSet(STATE, 0, ModelState.NEW))
                    .isInstanceOf(SetupException.class);
            SyncReport report = sync(store);
            assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(report.recordsProcessed()).isZero();
            assertThat(Files.readString(file)).isEqualTo(damaged);
        }
        assertThatThrownBy(() -> FileMetadataStore.open(file)).isInstanceOf(SetupException.class);
    }

    @Test
    void missingFileShouldBeAnErrorWhenItsCopyExists() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> FileMetadataStore.open(file))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(".bak");
    }

    @Test
    void copyShouldReplaceADamagedFile() throws IOException {
        byte[] copy = Files.readAllBytes(directory.resolve("sync_metadata.json.bak"));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10));
        Files.write(file, copy);
        embedder.calls().reset();

        try (MetadataStore store = FileMetadataStore.open(file)) {
            assertThat(store.read(StateKeys.of(store, MODEL)).state().epoch()).isPositive();
        }
        assertThat(new String(copy, StandardCharsets.UTF_8)).contains("res.partner");
    }

    private SyncReport sync(MetadataStore store) {
        try (SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(store)
                .build()) {
            return engine.sync(SyncRequest.of(MODEL.value()));
        }
    }
}
