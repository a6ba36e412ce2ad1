package io.syncline.core.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcTransactionsTest {

    private final List<String> calls = new ArrayList<>();
    private final Map<String, SQLException> failing = new HashMap<>();
    private final JdbcTransactions transactions =
            new JdbcTransactions(this::connection, new StoreFailures("the database", state -> Optional.empty()));

    @Test
    void transactionShouldBeCommittedAndTheConnectionGivenBack() {
        assertThat(transactions.<String>run("try", connection -> "done")).isEqualTo("done");
        assertThat(calls).containsExactly("setAutoCommit false", "commit", "setAutoCommit true", "close");
    }

    @Test
    void errorShouldRollBackBeforeTheConnectionCommitsByItselfAgain() {
        assertThatThrownBy(() -> transactions.run("try", connection -> {
                    throw new OutOfMemoryError("x");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void failedStatementShouldRollBack() {
        assertThatThrownBy(() -> transactions.run("store 3 records", connection -> {
                    throw new SQLException("read only", "25006");
                }))
                .isInstanceOf(ReadOnlyStoreException.class)
                .hasMessage("Could not store 3 records in the database: read only (SQL state 25006)."
                        + " The server accepts no writes; connect to the primary, not to a replica or standby");
        assertThat(calls).contains("rollback").doesNotContain("commit");
    }

    @Test
    void commitThatIsNotAcknowledgedShouldHaveAnUnknownOutcome() {
        failing.put("commit", new SQLException("lost", "08006"));
        failing.put("rollback", new SQLException("lost", "08003"));
        assertThatThrownBy(() -> transactions.run("try", connection -> "done"))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasSuppressedException(failing.get("rollback"));
        assertThat(calls).endsWith("close");
    }

    @Test
    void transactionThatCannotBeRolledBackShouldNotBeCommittedByTheNextSetting() {
        failing.put("rollback", new SQLException("timeout", "57014"));
        assertThatThrownBy(() -> transactions.run("try", connection -> {
                    throw new SQLException("no row", "02000");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(calls)
                .doesNotContain("setAutoCommit true")
                .endsWith("close")
                .anyMatch(call -> call.startsWith("abort"));
    }

    @Test
    void commitThatWasRefusedShouldBeAFailureLikeAnyOther() {
        failing.put("commit", new SQLException("deadlock", "40P01"));
        assertThatThrownBy(() -> transactions.run("try", connection -> "done")).isInstanceOf(TransientException.class);
    }

    @Test
    void interruptedThreadShouldOpenNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> transactions.query("try", connection -> "done"))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("Interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(calls).isEmpty();
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                    if (failing.containsKey(method.getName())) {
                        throw failing.get(method.getName());
                    }
                    return null;
                });
    }
}
