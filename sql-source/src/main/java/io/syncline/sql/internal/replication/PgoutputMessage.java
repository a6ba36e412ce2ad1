package io.syncline.sql.internal.replication;

import java.util.List;

/** A message of the plug-in {@code pgoutput}, version 1 of its protocol, as far as it tells which rows were written. */
public sealed interface PgoutputMessage {

    /**
     * A table, sent before its first row.
     *
     * @param oid its number, which rows refer to
     * @param schema its schema
     * @param name its name
     * @param isFull whether old rows have all columns, and not only those of the replica identity
     * @param columns its columns, in the order of the values of rows
     */
    record Relation(int oid, String schema, String name, boolean isFull, List<Column> columns)
            implements PgoutputMessage {

        /** Copies. */
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a table.
     *
     * @param name its name
     * @param isIdentity whether it is part of the replica identity, so that deleted rows have it
     * @param isPadded whether its texts are padded with spaces, which are no part of the value
     */
    record Column(String name, boolean isIdentity, boolean isPadded) {}

    /**
     * A row that was inserted, updated or deleted.
     *
     * @param relation the number of its table
     * @param states the row before, if it is known, and after, if it is there
     */
    record Change(int relation, List<RowState> states) implements PgoutputMessage {

        /** Copies. */
        public Change {
            states = List.copyOf(states);
        }
    }

    /**
     * Tables that were emptied.
     *
     * @param relations their numbers
     */
    record Truncation(List<Integer> relations) implements PgoutputMessage {

        /** Copies. */
        public Truncation {
            relations = List.copyOf(relations);
        }
    }

    /**
     * The end of a transaction.
     *
     * @param end the position in the log from which a later stream goes on
     */
    record Commit(long end) implements PgoutputMessage {}

    /** Anything else. */
    record Other() implements PgoutputMessage {}
}
