package io.syncline.core.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureKindTest {

    @ParameterizedTest
    @CsvSource({
        "08006, CONNECTION",
        "57P01, CONNECTION",
        "25P03, CONNECTION",
        "40001, BUSY",
        "40003, UNKNOWN",
        "53300, BUSY",
        "53100, DISK_FULL",
        "57014, TIMEOUT",
        "hyt00, TIMEOUT",
        "22P05, DATA",
        "54000, LIMIT",
        "28P01, LOGIN",
        "42501, DENIED",
        "25006, READ_ONLY",
        "3D000, NO_DATABASE",
        "42P01, NO_TABLE",
        "42S22, NO_COLUMN",
        "42601, OTHER",
        "XX001, OTHER",
        "S1, OTHER"
    })
    void stateShouldTellTheKind(String state, SqlFailureKind kind) {
        assertThat(SqlFailureKind.of(new SQLException("x", state))).isEqualTo(kind);
    }

    @Test
    void typeShouldTellTheKindWhereThereIsNoState() {
        assertThat(SqlFailureKind.of(new SQLRecoverableException("x"))).isEqualTo(SqlFailureKind.CONNECTION);
        assertThat(SqlFailureKind.of(new SQLTimeoutException("x"))).isEqualTo(SqlFailureKind.TIMEOUT);
        assertThat(SqlFailureKind.of(new SQLTransientException("x", "61000"))).isEqualTo(SqlFailureKind.BUSY);
        assertThat(SqlFailureKind.of(new SQLException("x"))).isEqualTo(SqlFailureKind.OTHER);
    }

    @Test
    void stateOfTheDriverShouldCountWhereAPoolWrapsItsException() {
        SQLException wrongPassword = new SQLException("wrong password", "28P01");
        SQLException corrupt = new SQLException("corrupt", "XX001");

        assertThat(SqlFailureKind.of(new SQLTransientConnectionException("no connection", wrongPassword)))
                .isEqualTo(SqlFailureKind.LOGIN);
        assertThat(SqlFailureKind.of(new SQLTransientConnectionException("no connection", "XX001", corrupt)))
                .isEqualTo(SqlFailureKind.OTHER);
        assertThat(SqlFailureKind.of(new SQLTransientConnectionException("no connection")))
                .isEqualTo(SqlFailureKind.BUSY);
    }

    @Test
    void reasonShouldLeaveOutDetails() {
        assertThat(SqlFailureKind.reason(new SQLException("duplicate key\n  Detail: Key (name)=(Smith)", "23505")))
                .isEqualTo("duplicate key (SQL state 23505)");
        assertThat(SqlFailureKind.reason(new SQLException())).isEqualTo("null");
    }
}
