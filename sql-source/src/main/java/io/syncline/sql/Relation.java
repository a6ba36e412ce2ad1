package io.syncline.sql;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import io.syncline.sql.internal.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What rows are read from: a table or view, or a query in its place.
 *
 * @param table the name, with its schema if it is not found without; parts with a dot are in double quotes
 * @param query a select statement
 */
record Relation(Optional<String> table, Optional<String> query) {

    static String checkedQuery(String sql) {
        String query = requireNonNull(sql, "query").strip().replaceFirst(";\\s*$", "");
        if (!query.toLowerCase(Locale.ROOT).matches("(?s)(select|with|values|--|/\\*|\\().*")) {
            throw new IllegalArgumentException("'query' must be a select statement");
        }
        return query;
    }

    static Relation of(Setting<String> table, Setting<String> query, String name) {
        return new Relation(query.isSet() ? Optional.empty() : Optional.of(table.or(name)), query.optional());
    }

    /** The relation in a FROM clause, with an alias. */
    String from(Dialect dialect, String alias) {
        return query.map(sql -> "(" + dialect.written(sql) + "\n)").orElseGet(() -> name(dialect)) + " " + alias;
    }

    /** The table or view in a statement; there must be one. */
    String name(Dialect dialect) {
        return parts(table.orElseThrow()).stream()
                .map(part -> dialect.quote(part.quoted() ? part.text() : dialect.stored(part.text())))
                .collect(Collectors.joining("."));
    }

    /** A part of a name as a configuration has it. */
    static String written(String part) {
        return part.contains(".") || part.contains("\"") ? '"' + part.replace("\"", "\"\"") + '"' : part;
    }

    /** A part of a name. */
    record Part(String text, boolean quoted) {}

    /** The parts of a name, separated by dots outside of double quotes. A quote within quotes is doubled. */
    static List<Part> parts(String name) {
        List<Part> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' && inside && i + 1 < name.length() && name.charAt(i + 1) == '"') {
                part.append(name.charAt(++i));
            } else if (c == '"') {
                inside = !inside;
                quoted = true;
            } else if (c == '.' && !inside) {
                parts.add(new Part(part.toString(), quoted));
                part.setLength(0);
                quoted = false;
            } else {
                part.append(c);
            }
        }
        parts.add(new Part(part.toString(), quoted));
        return parts;
    }

    /** The name without its schema. */
    Optional<String> simpleName() {
        return table.map(name -> {
            List<Part> parts = parts(name);
            return parts.get(parts.size() - 1).text();
        });
    }

    @Override
    public String toString() {
        return table.map(name -> "table " + name).orElseGet(() -> "query " + query.orElse(""));
    }
}
