package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a writer asks for the lock of a file. */
class WriterPatienceTest {

    @TempDir
    private Path directory;

    private final AtomicLong asked = new AtomicLong();

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("turns.db"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void askWhileLocked(Connection asking) throws SQLException {
        try (Connection locking = connect()) {
            execute(locking, "BEGIN IMMEDIATE");
            // a second passes with each look at the clock
            WriterTurns.askOften(
                    asking,
                    Duration.ofSeconds(10),
                    () -> Duration.ofSeconds(asked.incrementAndGet()).toNanos());

            assertThatThrownBy(() -> execute(asking, "BEGIN IMMEDIATE"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("SQLITE_BUSY");
        }
    }

    /** Where a pause lasts longer than it should, as many questions would take minutes. */
    @Test
    void writerShouldGiveUpWhenItsTimeHasPassed() throws SQLException {
        try (Connection asking = connect()) {
            askWhileLocked(asking);
        }

        assertThat(asked.get()).isBetween(10L, 15L);
    }

    @Test
    void interruptedWriterShouldAskAsLongAndStayInterrupted() throws SQLException {
        try (Connection asking = connect()) {
            Thread.currentThread().interrupt();
            askWhileLocked(asking);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked.get()).isBetween(10L, 15L);
    }
}
