package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading where nothing can be written. */
class IndexFileTest {

    @TempDir
    Path directory;

    private IndexFile file;

    @BeforeEach
    void create() {
        file = new IndexFile(directory.resolve("what? index.db"), Duration.ofSeconds(1), Schema.CURRENT);
        file.prepare();
    }

    @Test
    void readerOfAReadOnlyDiskShouldReadAndWriteNothing() throws SQLException, IOException {
        IndexSession session = file.readerOfAReadOnlyDisk();
        try {
            assertThat(JdbcStatements.number(session.connection(), "SELECT count(*) FROM point"))
                    .isZero();
            assertThat(present()).containsExactly(file.path());
            assertThatThrownBy(() -> Sql.run(session.connection(), "DELETE FROM point"))
                    .isInstanceOf(SQLException.class);
        } finally {
            session.close();
        }
        assertThat(present()).containsExactly(file.path());
    }

    @Test
    void readerOfAReadOnlyDiskShouldNotIgnoreALogWithChanges() throws IOException {
        Files.writeString(directory.resolve("what? index.db-wal"), "changes");

        assertThatThrownBy(file::readerOfAReadOnlyDisk)
                .isInstanceOf(ReadOnlyStoreException.class)
                .hasMessageContaining("index.db-wal")
                .hasMessageContaining("Copy both");
    }

    private List<Path> present() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
