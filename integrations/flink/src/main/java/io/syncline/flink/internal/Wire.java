package io.syncline.flink.internal;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How values are written into messages and states. */
final class Wire {

    private static final int START = 0;
    private static final int AT = 1;
    private static final int END = 2;

    /** Writes a value. */
    interface Writer<T> {
        void write(DataOutput out, T value) throws IOException;
    }

    /** Reads a value. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private Wire() {}

    /** Texts of any length; {@link DataOutput#writeUTF} has a limit. */
    static void text(DataOutput out, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void id(DataOutput out, RecordId id) throws IOException {
        out.writeBoolean(id.isNumber());
        if (id.isNumber()) {
            out.writeLong(id.number());
        } else {
            text(out, id.text());
        }
    }

    static RecordId id(DataInput in) throws IOException {
        return in.readBoolean() ? RecordId.of(in.readLong()) : RecordId.of(text(in));
    }

    static void cursor(DataOutput out, Cursor cursor) throws IOException {
        if (cursor.isStart() || cursor.isEnd()) {
            out.writeByte(cursor.isStart() ? START : END);
            return;
        }
        out.writeByte(AT);
        id(out, cursor.id());
    }

    static Cursor cursor(DataInput in) throws IOException {
        return switch (in.readByte()) {
            case START -> Cursor.START;
            case END -> Cursor.END;
            case AT -> Cursor.after(id(in));
            default -> throw new IOException("Not a position of a listing");
        };
    }

    static void range(DataOutput out, IdRange range) throws IOException {
        cursor(out, range.after());
        cursor(out, range.upTo());
    }

    static IdRange range(DataInput in) throws IOException {
        return new IdRange(cursor(in), cursor(in));
    }

    static void instant(DataOutput out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant instant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void duration(DataOutput out, Duration duration) throws IOException {
        out.writeLong(duration.toNanos());
    }

    static Duration duration(DataInput in) throws IOException {
        return Duration.ofNanos(in.readLong());
    }

    static <T> void list(DataOutput out, List<T> values, Writer<? super T> writer) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(out, value);
        }
    }

    static <T> List<T> list(DataInput in, Reader<T> reader) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    static <T> void optional(DataOutput out, Optional<T> value, Writer<? super T> writer) throws IOException {
        list(out, value.stream().toList(), writer);
    }

    static <T> Optional<T> optional(DataInput in, Reader<T> reader) throws IOException {
        return list(in, reader).stream().findFirst();
    }
}
