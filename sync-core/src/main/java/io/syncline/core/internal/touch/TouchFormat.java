package io.syncline.core.internal.touch;

import io.syncline.api.RecordId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link TouchedRecords} as text: a line with its version, one with the stamps and the second from which the others count,
 * then one for each record. */
final class TouchFormat {

    private static final String FIRST_LINE = "syncline-touched 2";
    private static final String STAMPS = "stamps";
    private static final String NUMBER = "number";
    private static final String TEXT = "text";
    private static final int STAMP_FIELDS = 4;
    private static final int RECORD_FIELDS = 5;

    private TouchFormat() {}

    static String write(TouchedRecords records) {
        long first = records.touches().values().stream()
                .mapToLong(TouchedRecords.Touch::second)
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        text.append(STAMPS)
                .append(' ')
                .append(records.next())
                .append(' ')
                .append(records.overflow())
                .append(' ')
                .append(first)
                .append('\n');
        records.touches()
                .forEach((id, touch) -> text.append(id.isNumber() ? NUMBER : TEXT)
                        .append(' ')
                        .append(id.isNumber() ? id.number() : URLEncoder.encode(id.text(), StandardCharsets.UTF_8))
                        .append(' ')
                        .append(touch.stamp())
                        .append(' ')
                        .append(touch.reads())
                        .append(' ')
                        .append(touch.second() - first)
                        .append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #write} has made; an empty text has no records.
     *
     * @throws IllegalArgumentException if it is damaged or of another version
     */
    static TouchedRecords read(String text) {
        if (text.isEmpty()) {
            return TouchedRecords.NONE;
        }
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(FIRST_LINE) || !text.endsWith("\n") || lines.length < 3) {
            throw new IllegalArgumentException("it does not begin with '" + FIRST_LINE + "', or is cut off");
        }
        String[] stamps = lines[1].split(" ", -1);
        if (stamps.length != STAMP_FIELDS || !stamps[0].equals(STAMPS)) {
            throw unknown(lines[1]);
        }
        long first = Long.parseLong(stamps[3]);
        Map<RecordId, TouchedRecords.Touch> touches = new LinkedHashMap<>();
        for (int i = 2; i < lines.length - 1; i++) {
            String[] fields = lines[i].split(" ", -1);
            if (fields.length != RECORD_FIELDS) {
                throw unknown(lines[i]);
            }
            touches.put(
                    id(fields),
                    new TouchedRecords.Touch(
                            Long.parseLong(fields[2]), Integer.parseInt(fields[3]), first + Long.parseLong(fields[4])));
        }
        return new TouchedRecords(Long.parseLong(stamps[1]), touches, Long.parseLong(stamps[2]));
    }

    private static RecordId id(String... fields) {
        return switch (fields[0]) {
            case NUMBER -> RecordId.of(Long.parseLong(fields[1]));
            case TEXT -> RecordId.of(URLDecoder.decode(fields[1], StandardCharsets.UTF_8));
            default -> throw unknown(String.join(" ", fields));
        };
    }

    private static IllegalArgumentException unknown(String line) {
        return new IllegalArgumentException("a line is unknown: " + line);
    }
}
