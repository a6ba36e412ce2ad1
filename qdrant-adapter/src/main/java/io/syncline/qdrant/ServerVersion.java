package io.syncline.qdrant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a server reports, which decides which features are used. Servers silently ignore unknown request
 * fields, so a feature must not be requested from a version without it.
 */
record ServerVersion(int major, int minor, String text) {

    /** The least version of a server that has shown metadata of a collection. */
    static final ServerVersion WITH_METADATA = new ServerVersion(1, 16, "1.16 or later");

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\..*");

    /** Parses a version such as 1.16.3; anything else counts as the oldest version. */
    static ServerVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new ServerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text)
                : new ServerVersion(0, 0, text);
    }

    /** Whether the server has the query API, which is required. */
    boolean supported() {
        return isAtLeast(1, 10);
    }

    /** Whether an upsert can be conditional on the points it replaces. */
    boolean hasUpdateFilter() {
        return isAtLeast(1, 16);
    }

    /** Whether collections can have metadata. */
    boolean hasMetadata() {
        return isAtLeast(1, 16);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
