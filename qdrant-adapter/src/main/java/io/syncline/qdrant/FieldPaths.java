package io.syncline.qdrant;

import java.util.regex.Pattern;

/**
 * Names of payload fields as the server's paths have them. Payloads are flat: {@code parent_id.city} is the name of one field, and has to be
 * quoted, since the server would look for {@code city} within {@code parent_id} otherwise.
 */
final class FieldPaths {

    /** What a path can name without quotes; the server writes such names without quotes too. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private FieldPaths() {}

    /** Whether a path can name a field. Within quotes, a quote cannot be escaped. */
    static boolean canName(String field) {
        return !field.isEmpty() && field.indexOf('"') < 0;
    }

    /** The path of a field. */
    static String of(String field) {
        return PLAIN.matcher(field).matches() ? field : '"' + field + '"';
    }
}
