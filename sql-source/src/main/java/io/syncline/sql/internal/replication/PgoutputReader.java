package io.syncline.sql.internal.replication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes messages: PostgreSQL manual, "Logical Replication Message Formats". */
final class PgoutputReader {

    private static final int BPCHAR = 1042;
    private static final int COMMIT_POSITION = Byte.BYTES + Long.BYTES;

    private PgoutputReader() {}

    /**
     * Decodes a message.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PgoutputMessage read(ByteBuffer bytes) {
        try {
            char kind = (char) bytes.get();
            return switch (kind) {
                case 'R' -> relation(bytes);
                case 'I', 'U', 'D' -> change(bytes);
                case 'T' -> truncation(bytes);
                case 'C' -> new PgoutputMessage.Commit(bytes.getLong(bytes.position() + COMMIT_POSITION));
                default -> new PgoutputMessage.Other();
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("A message of pgoutput cannot be decoded", e);
        }
    }

    private static PgoutputMessage relation(ByteBuffer bytes) {
        int oid = bytes.getInt();
        String schema = text(bytes);
        String name = text(bytes);
        boolean isFull = bytes.get() == 'f';
        int count = bytes.getShort();
        List<PgoutputMessage.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isIdentity = (bytes.get() & 1) != 0;
            String column = text(bytes);
            boolean isPadded = bytes.getInt() == BPCHAR;
            bytes.getInt(); // the modifier of the type
            columns.add(new PgoutputMessage.Column(column, isIdentity, isPadded));
        }
        // the namespace of the catalog is sent as an empty text
        return new PgoutputMessage.Relation(oid, schema.isEmpty() ? "pg_catalog" : schema, name, isFull, columns);
    }

    private static PgoutputMessage change(ByteBuffer bytes) {
        int relation = bytes.getInt();
        List<RowState> states = new ArrayList<>();
        while (bytes.hasRemaining()) {
            bytes.get(); // old or new
            states.add(row(bytes));
        }
        return new PgoutputMessage.Change(relation, states);
    }

    private static RowState row(ByteBuffer bytes) {
        @Nullable String[] values = new String[bytes.getShort()];
        for (int i = 0; i < values.length; i++) {
            char kind = (char) bytes.get();
            if (kind == 't' || kind == 'b') {
                byte[] value = new byte[bytes.getInt()];
                bytes.get(value);
                values[i] = new String(value, StandardCharsets.UTF_8);
            }
        }
        return new RowState(values);
    }

    private static PgoutputMessage truncation(ByteBuffer bytes) {
        int count = bytes.getInt();
        bytes.get(); // options
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(bytes.getInt());
        }
        return new PgoutputMessage.Truncation(relations);
    }

    private static String text(ByteBuffer bytes) {
        int end = bytes.position();
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - bytes.position()];
        bytes.get(text);
        bytes.get(); // the end of the text
        return new String(text, StandardCharsets.UTF_8);
    }
}
