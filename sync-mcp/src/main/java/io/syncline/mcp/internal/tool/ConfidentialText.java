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

    /** A login like these may be any word, which messages use as well; it is hidden where a message names a user. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private static final String NAMED =
            "(?:(?<=['\"`\u201c\u2018])(?:%1$s)(?=['\"`\u201d\u2019])|(?<=\\b(?:user|login|role|account|username)[ :=]{1,2})(?:%1$s)(?![\\w-]))";

    private final Optional<Pattern> values;
    private final Optional<Pattern> words;

    /**
     * Looks for some values, and for the hosts and logins in those that are addresses.
     *
     * @param configured values as they are configured, other than logins
     * @param logins logins as they are configured
     */
    ConfidentialText(Collection<String> configured, Collection<String> logins) {
        Set<String> parts = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String value : configured) {
            parts.add(value);
            addAuthority(value, parts);
        }
        logins.stream().filter(login -> !WORD.matcher(login).matches()).forEach(parts::add);
        this.words = words(logins);
        String alternatives = parts.stream()
                .filter(part -> part.length() >= SHORTEST)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.values = alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        "(?<![\\w-])(?:" + alternatives + ")(?::\\d{1,5})?(?![\\w-])", Pattern.CASE_INSENSITIVE));
    }

    private static Optional<Pattern> words(Collection<String> logins) {
        String alternatives = logins.stream()
                .filter(login -> WORD.matcher(login).matches())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(NAMED.formatted(alternatives), Pattern.CASE_INSENSITIVE));
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
        return hide(words, hide(values, message));
    }

    private static String hide(Optional<Pattern> hidden, String message) {
        return hidden.map(pattern -> pattern.matcher(message).replaceAll(HIDDEN))
                .orElse(message);
    }
}
