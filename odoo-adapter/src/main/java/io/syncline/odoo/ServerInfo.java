package io.syncline.odoo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server reports without a login.
 *
 * @param version such as {@code 18.0}
 * @param major such as 18, or 0 if it is unknown
 * @param time its clock, in whole seconds, or empty if the response has no date
 */
record ServerInfo(String version, int major, Optional<Instant> time) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** From {@code version_info}, whose first part is a number, or a text such as {@code saas~19} on Odoo Online. */
    static ServerInfo of(Object version, List<?> info, Optional<Instant> time) {
        Matcher number = NUMBER.matcher(info.isEmpty() ? "" : String.valueOf(info.get(0)));
        return new ServerInfo(String.valueOf(version), number.find() ? Integer.parseInt(number.group()) : 0, time);
    }
}
