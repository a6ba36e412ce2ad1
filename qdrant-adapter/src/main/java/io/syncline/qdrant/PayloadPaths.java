package io.syncline.qdrant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of payload fields as the server's paths have them. Payloads are flat: {@code parent_id.city} is the name of one field, and has to be
 * quoted, since the server would look for {@code city} within {@code parent_id} otherwise.
 */
final class PayloadPaths {

    /** What certainly needs no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private PayloadPaths() {}

    /** Whether a path can name a field. Within quotes, nothing can be escaped, and some characters are refused. */
    static boolean canName(String field) {
        return !field.isEmpty() && field.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    /** The field of a path as the server writes it, with quotes or without; empty if the path leads to something within a field. */
    static Optional<String> field(String path) {
        if (path.length() > 2 && path.startsWith("\"") && path.indexOf('"', 1) == path.length() - 1) {
            return Optional.of(path.substring(1, path.length() - 1));
        }
        return path.indexOf('.') < 0 && path.indexOf('[') < 0 ? Optional.of(path) : Optional.empty();
    }

    /** The path of a field. */
    static String of(String field) {
        return PLAIN.matcher(field).matches() ? field : '"' + field + '"';
    }
}
