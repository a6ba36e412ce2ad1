package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.sql.internal.key.KeyCodec;
import io.syncline.sql.internal.key.KeyKind;
import io.syncline.sql.internal.replication.PgoutputMessage;
import io.syncline.sql.internal.replication.RowState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table whose rows belong to records of a model.
 *
 * @param model the model
 * @param columns the columns with the key of the record
 * @param kinds what these columns hold
 */
record SignalTable(ModelName model, List<String> columns, List<KeyKind> kinds) {

    /** The table as its rows are reported: where the columns of the key are among their values. */
    Reported reported(PgoutputMessage.Relation relation) {
        List<String> names =
                relation.columns().stream().map(PgoutputMessage.Column::name).toList();
        return new Reported(this, relation, columns.stream().map(names::indexOf).toList());
    }

    /**
     * A table as its rows are reported.
     *
     * @param table the table
     * @param relation its columns
     * @param positions the positions of the columns of the key; negative for one that is not published
     */
    record Reported(SignalTable table, PgoutputMessage.Relation relation, List<Integer> positions) {

        /** Whether a row that is deleted is reported with its key. */
        boolean tellsDeletions() {
            return positions.stream()
                    .allMatch(position -> position >= 0
                            && (relation.isFull()
                                    || relation.columns().get(position).isIdentity()));
        }

        /** The record that a row belongs to; empty if the row was reported without its key, or can be part of none. */
        Optional<RecordId> id(RowState row) {
            List<Object> values = new ArrayList<>();
            try {
                for (int i = 0; i < positions.size(); i++) {
                    int position = positions.get(i);
                    Optional<String> text = position < 0 ? Optional.empty() : row.value(position);
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    values.add(value(
                            table.kinds().get(i), text.get(), relation.columns().get(position)));
                }
                return Optional.of(new KeyCodec(table.kinds()).idOf(values));
            } catch (IllegalArgumentException | ArithmeticException e) {
                return Optional.empty(); // reading the row says so
            }
        }

        private static Object value(KeyKind kind, String text, PgoutputMessage.Column column) {
            return switch (kind) {
                case INTEGER -> new BigDecimal(text).longValueExact();
                case UUID -> text.toLowerCase(Locale.ROOT);
                case TEXT -> column.isPadded() ? text.replaceFirst(" +$", "") : text;
            };
        }
    }
}
