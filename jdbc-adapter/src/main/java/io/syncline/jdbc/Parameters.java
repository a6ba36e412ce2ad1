package io.syncline.jdbc;

import io.syncline.api.RecordId;
import io.syncline.core.port.metadata.StateKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds the parameters of a statement from the first one on. Not thread-safe. */
final class Parameters {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Binds three parameters. */
    Parameters key(StateKey key) throws SQLException {
        return text(key.source()).text(key.model().value()).text(key.sink());
    }

    /** Binds two parameters, {@code record_text} and {@code record_number}. */
    Parameters id(RecordId id) throws SQLException {
        return id.isNumber() ? text("").number(id.number()) : text(id.text()).number(0);
    }

    Parameters text(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Parameters object(Object value) throws SQLException {
        statement.setObject(++last, value);
        return this;
    }
}
