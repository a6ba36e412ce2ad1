package io.syncline.mcp.internal.tool;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the addresses, paths and logins of a configuration out of messages, wherever they stand. Thread-safe. */
final class ConfidentialText {

    private static final String HIDDEN = "[hidden]";

    /** A shorter value would be found in other words. */
    private static final int SHORTEST = 3;

    private static final Pattern AUTHORITY = Pattern.compile("//([^/?#\\s]+)");

    private final Optional<Pattern> values;

    /**
     * Looks for some values, and for the hosts and logins in those that are addresses.
     *
     * @param configured values as they are configured
     */
    ConfidentialText(Collection<String> configured) {
        Set<String> parts = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String value : configured) {
            parts.add(value);
            addAuthority(value, parts);
        }
        String alternatives = parts.stream()
                .filter(part -> part.length() >= SHORTEST)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.values = alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        "(?<![\\w-])(?:" + alternatives + ")(?::\\d{1,5})?(?![\\w-])", Pattern.CASE_INSENSITIVE));
    }

    /** An address for JDBC may name several hosts, and any address a login. */
    private static void addAuthority(String value, Set<String> parts) {
        Matcher authority = AUTHORITY.matcher(value);
        if (!authority.find()) {
            return;
        }
        String text = authority.group(1);
        int login = text.lastIndexOf('@');
        if (login >= 0) {
            parts.addAll(Set.of(text.substring(0, login).split(":", 2)));
        }
        for (String host : text.substring(login + 1).split(",", -1)) {
            parts.add(host.replaceFirst(":\\d+$", ""));
        }
    }

    String hide(String message) {
        return values.map(pattern -> pattern.matcher(message).replaceAll(HIDDEN))
                .orElse(message);
    }
}
