package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table. Not thread-safe. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param columns the headings
     */
    public Table(String... columns) {
        row((Object[]) columns);
        lines.add("|---".repeat(columns.length) + "|");
    }

    /**
     * Adds a row.
     *
     * @param cells one per column; numbers with a fraction get two or three significant digits
     * @return this table
     */
    public Table row(Object... cells) {
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(text(cell)).append(" |");
        }
        lines.add(line.toString());
        return this;
    }

    /** The table in Markdown, with a line end after each row. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            double size = Math.abs(number);
            return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", number);
        }
        if (cell instanceof Integer || cell instanceof Long) {
            return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
        }
        return String.valueOf(cell);
    }
}
