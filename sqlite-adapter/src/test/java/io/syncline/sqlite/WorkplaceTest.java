package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {

    @TempDir
    Path directory;

    /** What SQLite leaves if the disk is full: a log that it could not apply. */
    @Test
    void closingShouldRemoveWhateverIsLeft() throws IOException {
        Workplace workplace = Workplace.in(directory);
        Files.writeString(workplace.file("index"), "half");
        Files.writeString(workplace.file("index-wal"), "log");
        Files.writeString(workplace.file("index-journal"), "journal");

        workplace.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closingShouldHideNoOtherFailure() throws IOException {
        Workplace workplace = Workplace.in(directory);
        Files.createDirectories(workplace.file("folder").resolve("in it"));

        workplace.close();

        assertThat(workplace.file("folder")).exists();
    }
}
