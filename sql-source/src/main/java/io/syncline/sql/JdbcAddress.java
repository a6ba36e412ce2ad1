package io.syncline.sql;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.privacy.AddressSecrets;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.Dialects;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database. It may hold a secret, so no message repeats it.
 *
 * @param url the address
 * @param dialect the kind of database
 */
record JdbcAddress(String url, Dialect dialect) {

    private static final int LONGEST_NAME = 200;

    private static final Pattern DATABASE =
            Pattern.compile(";\\s*database(?:name)?\\s*=\\s*([^;]+)", Pattern.CASE_INSENSITIVE);

    static JdbcAddress of(String url) {
        requireNonNull(url, "url");
        Dialect dialect = url.startsWith("jdbc:") ? Dialects.of(url).orElse(null) : null;
        if (dialect == null) {
            throw new IllegalArgumentException("'url' must begin with jdbc: and one of "
                    + String.join(", ", Dialects.protocols()) + ", such as jdbc:postgresql://db.example.com/shop");
        }
        return new JdbcAddress(dialect.absolute(AddressSecrets.requireNone(url)), dialect);
    }

    /** The address without parameters, as the name of the source. */
    String sourceName() {
        Matcher database = DATABASE.matcher(url);
        String name = url.substring("jdbc:".length()).replaceFirst("[?;].*$", "")
                + (database.find() ? "/" + database.group(1).strip() : "");
        return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
    }

    @Override
    public String toString() {
        return dialect.name().toLowerCase(Locale.ROOT) + " database";
    }
}
