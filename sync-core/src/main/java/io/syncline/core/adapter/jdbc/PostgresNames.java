package io.syncline.core.adapter.jdbc;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.privacy.AddressSecrets;
import java.util.regex.Pattern;

/** What people call a PostgreSQL database and the tables in it. */
public final class PostgresNames {

    private static final String PREFIX = "jdbc:postgresql:";

    /** Quotes do not change such names, and they leave room for what is added: PostgreSQL cuts names after 63 bytes. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    private PostgresNames() {}

    /**
     * Checks the name of a schema or table, or the beginning of one.
     *
     * @param what the setting, for messages
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it has other characters than lower-case letters, digits and underscores, or too many
     */
    public static String checked(String what, String name) {
        requireNonNull(name, what);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + what + "' must be 1 to 40 lower-case letters, digits and"
                    + " underscores, and not begin with a digit, but was '" + name + "'");
        }
        return name;
    }

    /**
     * A name as SQL takes it, even if it is a keyword.
     *
     * @param name as the database stores it
     */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Checks an address. It may hold a password, so no message repeats it.
     *
     * @param url the address
     * @param database a name of a database, for the example in a message
     * @return the address
     * @throws IllegalArgumentException if it is none of PostgreSQL, or has a login in it
     */
    public static String address(String url, String database) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "'url' must begin with " + PREFIX + ", such as " + PREFIX + "//db.example.com/" + database);
        }
        return AddressSecrets.requireNone(url);
    }

    /**
     * A text that PostgreSQL can store. It has no character U+0000; a replacement character takes its place.
     *
     * @param text any text
     */
    public static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
