package io.syncline.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of failed records beside a state file. */
class FailureFilesTest {

    private static final StateKey KEY = StateKey.unassigned(ModelName.of("res.partner"));
    private static final StateKey OTHER = new StateKey("odoo:https://erp/db", ModelName.of("res.partner"), "f1");
    private static final Instant THEN = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    Path directory;

    @Test
    void listOfAnEarlierVersionShouldBeReadAndPreserved() throws IOException {
        write("""
                [ {
                  "id" : 7,
                  "reason" : "too long",
                  "attempts" : 3,
                  "first_failed_at" : "2026-11-24T08:00:00Z",
                  "last_failed_at" : "2026-11-24T08:00:00Z"
                }, {
                  "id" : 9,
                  "reason" : "locked",
                  "first_failed_at" : "2026-11-24T08:00:00Z",
                  "last_failed_at" : "2026-11-24T08:00:00Z"
                } ]
                """);
        try (MetadataStore store = open()) {
            store.putFailures(KEY, 1, List.of(failure(8)));
            store.removeFailures(KEY, 1, List.of(RecordId.of(9)));
            store.putFailures(KEY, 1, List.of(failure(11)));

            assertThat(store.failures(KEY, Cursor.START, 10))
                    .containsExactly(
                            new FailedRecord(RecordId.of(7), "too long", 3, THEN, THEN), failure(8), failure(11));
            assertThat(store.failures(KEY, Cursor.after(7), 1)).containsExactly(failure(8));
            assertThat(store.failureCount(KEY)).isEqualTo(3);
        }
    }

    @Test
    void listShouldStayAsItIsWhenAChangeChangesNothing() {
        try (MetadataStore store = open()) {
            store.putFailures(KEY, 1, List.of(failure(8)));
            store.putFailures(KEY, 1, List.of(failure(8)));
            store.removeFailures(KEY, 1, List.of(RecordId.of(5)));

            assertThat(list(".bak")).doesNotExist();
            assertThat(store.failures(KEY, Cursor.START, 10)).containsExactly(failure(8));
        }
    }

    @Test
    void eachKeyShouldHaveAListOfItsOwn() {
        StateKey third = new StateKey("odoo:https://erp/db", ModelName.of("res.partner"), "f2");
        try (MetadataStore store = open()) {
            store.putFailures(KEY, 1, List.of(failure(1)));
            store.putFailures(OTHER, 1, List.of(failure(2)));
            store.putFailures(third, 1, List.of(failure(3)));
            store.removeFailures(OTHER, 1, List.of(RecordId.of(1), RecordId.of(3)));

            assertThat(store.failures(KEY, Cursor.START, 10)).containsExactly(failure(1));
            assertThat(store.failures(OTHER, Cursor.START, 10)).containsExactly(failure(2));
            assertThat(store.failures(third, Cursor.START, 10)).containsExactly(failure(3));
        }
    }

    @Test
    void idsOfAnyKindShouldBeListedInTheirOrder() {
        List<FailedRecord> ordered = Stream.of(
                        RecordId.of(Long.MIN_VALUE),
                        RecordId.of(-3),
                        RecordId.of(0),
                        RecordId.of(10),
                        RecordId.of("10"),
                        RecordId.of("9"),
                        RecordId.of("\uffee"),
                        RecordId.of("\ud83d\ude00"))
                .map(FailureFilesTest::failure)
                .toList();
        try (MetadataStore store = open()) {
            store.putFailures(OTHER, 1, ordered.subList(3, 8));
            store.putFailures(OTHER, 1, ordered.subList(0, 3));

            assertThat(store.failures(OTHER, Cursor.START, 10)).isEqualTo(ordered);
            assertThat(store.failures(OTHER, Cursor.after(RecordId.of("10")), 10))
                    .isEqualTo(ordered.subList(5, 8));
            assertThat(store.failures(OTHER, Cursor.END, 10)).isEmpty();
            assertThat(store.failure(OTHER, RecordId.of("9"))).contains(ordered.get(5));
            assertThat(store.failure(OTHER, RecordId.of(9))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[ {\"id\": 7} ]",
                "[ null ]",
                "[ {\"id\": 7.5, \"reason\": \"r\", \"first_failed_at\": \"2026-11-24T08:00:00Z\","
                        + " \"last_failed_at\": \"2026-11-24T08:00:00Z\"} ]",
                "[ 7 ]",
                "[ ] [ ]",
                "[ {\"id\": 7, \"reason\": \"cut o",
            })
    void damagedListShouldBeAnErrorWithARemedy(String content) throws IOException {
        write(content);
        try (MetadataStore store = open()) {
            assertThatThrownBy(() -> store.failures(KEY, Cursor.START, 10)).isInstanceOf(SetupException.class);
            assertThatThrownBy(() -> store.failureCount(KEY)).isInstanceOf(SetupException.class);
            assertThatThrownBy(() -> store.putFailures(KEY, 1, List.of(failure(8))))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("run a full sync");
        }
        assertThat(list("")).hasContent(content);
    }

    @Test
    void manyFailedRecordsShouldFitIntoASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyFailures.class.getName(),
                        directory.resolve("sync_metadata.json").toString())
                .redirectErrorStream(true)
                .start();
        // An interrupt does not end the read from its output.
        CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output.strip()).isEqualTo("stored 60000, listed 60000, left 50000");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void readingShouldLeaveNothingBehind() throws IOException {
        Path folder = directory.resolve("data");
        try (MetadataStore store = FileMetadataStore.open(folder.resolve("sync_metadata.json"))) {
            assertThat(store.keys()).isEmpty();
            assertThat(store.failureCount(StateKey.unassigned(ModelName.of("res.partner"))))
                    .isZero();
        }
        assertThat(folder).doesNotExist();
    }

    private static FailedRecord failure(long id) {
        return failure(RecordId.of(id));
    }

    private static FailedRecord failure(RecordId id) {
        return new FailedRecord(id, "reason " + id, 1, THEN, THEN);
    }

    private MetadataStore open() {
        return FileMetadataStore.open(directory.resolve("sync_metadata.json"));
    }

    private void write(String content) throws IOException {
        Files.createDirectories(list("").getParent());
        Files.writeString(list(""), content);
    }

    private Path list(String suffix) {
        return directory.resolve("sync_metadata.json.failures").resolve("res.partner.json" + suffix);
    }
}
