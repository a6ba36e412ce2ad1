package io.syncline.qdrant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a server says it is, which decides what it can do. Servers ignore request fields that they do not
 * know, so what a version lacks must not be asked of it.
 */
record ServerVersion(int major, int minor, String text) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\..*");

    /** Reads a version such as 1.16.3; what cannot be read counts as the oldest. */
    static ServerVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new ServerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text)
                : new ServerVersion(0, 0, text);
    }

    /** Whether the query API is there, without which nothing works. */
    boolean supported() {
        return isAtLeast(1, 10);
    }

    /** Whether an upsert can be made conditional on what it replaces. */
    boolean hasUpdateFilter() {
        return isAtLeast(1, 16);
    }

    /** Whether a collection can carry metadata. */
    boolean hasMetadata() {
        return isAtLeast(1, 16);
    }

    /** Whether the server can make sparse vectors out of text by itself. */
    boolean hasWordVectors() {
        return isAtLeast(1, 16);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
