package io.syncline.sql.internal.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gives a parameter of a statement its value. */
@FunctionalInterface
public interface Binding {

    /** Sets the parameter of an index, which counts from 1. */
    void set(PreparedStatement statement, int index) throws SQLException;
}
