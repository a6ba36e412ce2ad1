package io.syncline.sql.internal.dialect;

import java.util.ArrayList;
import java.util.List;

/** A statement that is being written, with its parameters. Not thread-safe. */
public final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Binding> bindings = new ArrayList<>();

    /** Adds text as it is. */
    public SqlText add(String part) {
        text.append(part);
        return this;
    }

    /** Adds text that has a parameter, in its place. */
    public SqlText add(String part, Binding binding) {
        bindings.add(binding);
        return add(part);
    }

    /** Adds another text with its parameters. */
    public SqlText add(SqlText other) {
        bindings.addAll(other.bindings);
        return add(other.text.toString());
    }

    /** The values of the parameters, in their order. */
    public List<Binding> bindings() {
        return List.copyOf(bindings);
    }

    /** The text without values. */
    @Override
    public String toString() {
        return text.toString();
    }
}
