package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// region contract
class FolderSourceContractTest implements RecordSourceContract {

    @TempDir
    Path folder;

    private FolderFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FolderFixture(folder);
    }

    @Override
    public RecordSourceFixture fixture() {
        return fixture;
    }

    @Override
    public Set<Capability> lacking() {
        return Set.of(Capability.ARCHIVE, Capability.UNDATED_RECORDS, Capability.CHANGE_PROBE);
    }
    // endregion

    @Test
    void noteShouldBeRejectedWhenItIsNotText() throws IOException {
        RecordId id = fixture.create("Text");
        Files.write(folder.resolve(id + ".txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        RecordScope scope =
                RecordScope.builder().model(fixture.model()).addFields("text").build();
        assertThat(fixture.source().page(scope, IdRange.ALL, 10).rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains(id + ".txt", "UTF-8"));
    }

    @Test
    void idShouldNotLeadOutOfTheFolder() throws IOException {
        Path outside = Files.writeString(folder.resolveSibling("outside.txt"), "Secret");
        try {
            RecordScope scope = RecordScope.builder()
                    .model(fixture.model())
                    .addFields("text")
                    .build();
            Set<RecordId> ids = Set.of(RecordId.of("../outside"), RecordId.of(7));
            assertThat(fixture.source().read(scope, ids).records()).isEmpty();
            assertThat(fixture.source().existing(scope, ids)).isEmpty();
        } finally {
            Files.delete(outside);
        }
    }

    private static final class FolderFixture implements RecordSourceFixture {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
        private final Path folder;
        private final RecordSource source;
        private long last = 100;

        FolderFixture(Path folder) {
            this.folder = folder;
            this.source = new FolderSource(folder, clock);
        }

        @Override
        public RecordSource source() {
            return source;
        }

        @Override
        public ModelName model() {
            return ModelName.of("note");
        }

        @Override
        public String field() {
            return "text";
        }

        @Override
        public RecordId create(String text) {
            RecordId id = RecordId.of("note-" + ++last);
            update(id, text);
            return id;
        }

        @Override
        public void update(RecordId id, String text) {
            Path file = folder.resolve(id + ".txt");
            try {
                Files.writeString(file, text);
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void delete(RecordId id) {
            try {
                Files.delete(folder.resolve(id + ".txt"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void nextSecond() {
            clock.advance(Duration.ofSeconds(1));
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
