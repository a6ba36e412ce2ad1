package io.syncline.core.adapter.privacy;

import java.util.regex.Pattern;

/** Recognises logins within addresses of databases. Drivers repeat addresses in messages, so a login has to stand beside them. */
public final class AddressSecrets {

    /** Parameters after a question mark, ampersand or semicolon, and those in parentheses. */
    private static final Pattern PARAMETER = Pattern.compile(
            "[?&;(,]\\s*([\\w.]*(password|passwd|pwd|passphrase|token|secret)|user|username|userid|uid)\\s*=",
            Pattern.CASE_INSENSITIVE);

    /** Oracle has an at sign before the host, and a login before that. */
    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:[^:]*:([^@]*)@.*", Pattern.CASE_INSENSITIVE);

    /** The path of a file, which may have any characters. */
    private static final Pattern FILE = Pattern.compile("jdbc:sqlite:.*", Pattern.CASE_INSENSITIVE);

    private AddressSecrets() {}

    /**
     * Refuses an address that holds a user or password, without repeating it.
     *
     * @param url an address for JDBC
     * @return the address
     * @throws IllegalArgumentException if it holds one
     */
    public static String requireNone(String url) {
        if (isIn(url)) {
            throw new IllegalArgumentException("'url' must not contain a user or password; set them separately");
        }
        return url;
    }

    /**
     * Whether an address holds a user or password.
     *
     * @param url an address for JDBC
     */
    public static boolean isIn(String url) {
        if (PARAMETER.matcher(url).find()) {
            return true;
        }
        var oracle = ORACLE.matcher(url);
        if (oracle.matches()) {
            return !oracle.group(1).isEmpty();
        }
        return !FILE.matcher(url).matches() && url.replaceFirst("[?;].*$", "").contains("@");
    }
}
