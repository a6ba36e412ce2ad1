package io.syncline.odoo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Converts texts that Odoo sends. */
final class Texts {

    private Texts() {}

    /**
     * The text as XML-RPC delivers it. Line ends and characters that XML forbids differ between the transports, but a record
     * must have the same text over each.
     */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpecial(text.charAt(i))) {
                return cleaned(text, i);
            }
        }
        return text;
    }

    /** The name of a record, which Odoo's own pages show in one line, such as that of an invoice line with its description. */
    static String name(String text) {
        String clean = clean(text);
        return clean.indexOf('\n') < 0
                ? clean
                : clean.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static boolean isSpecial(char c) {
        boolean control = c < ' ' && c != '\n' && c != '\t';
        return control || Character.isSurrogate(c) || c >= '\uFFFE';
    }

    private static String cleaned(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                clean.append('\n');
                if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (!isSpecial(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /**
     * Parses a date, such as {@code 2026-11-23}; the year may have fewer digits.
     *
     * @throws IllegalArgumentException if it is not a date
     */
    static LocalDate date(String text) {
        int month = text.indexOf('-', 1);
        int day = text.indexOf('-', month + 1);
        try {
            return LocalDate.of(
                    Integer.parseInt(text.substring(0, month)),
                    Integer.parseInt(text.substring(month + 1, day)),
                    Integer.parseInt(text.substring(day + 1)));
        } catch (RuntimeException noDate) {
            throw new IllegalArgumentException("not a date: " + text, noDate);
        }
    }

    /**
     * Parses a time in UTC, such as {@code 2026-11-23 14:05:24}.
     *
     * @throws IllegalArgumentException if it is not a time
     */
    static Instant instant(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        try {
            return LocalDateTime.of(
                            date(text.substring(0, blank)), java.time.LocalTime.parse(text.substring(blank + 1)))
                    .toInstant(ZoneOffset.UTC);
        } catch (RuntimeException noTime) {
            throw new IllegalArgumentException("not a time: " + text, noTime);
        }
    }

    /** A text as HTML that shows it. */
    static String escaped(String text) {
        return text.indexOf('<') < 0 && text.indexOf('&') < 0
                ? text
                : text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
