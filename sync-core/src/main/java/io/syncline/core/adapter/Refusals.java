package io.syncline.core.adapter;

import io.syncline.api.failure.SetupException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What builders refuse, as failures of the configuration: with the place, and with keys instead of names of methods. */
final class Refusals {

    private static final Pattern FIRST_NAME = Pattern.compile("^'?([a-z][A-Za-z0-9]*)'? (.*)", Pattern.DOTALL);
    private static final Pattern QUOTED_NAME = Pattern.compile("'([a-z]+[A-Z][A-Za-z0-9]*)'");

    /** What {@link Setting#require} writes before the names. */
    private static final String MISSING = " needs: ";

    private Refusals() {}

    /**
     * Does something that may refuse a value, or need a class that is not there.
     *
     * @param node the value, or the section of all values
     * @param values values by key that the message may begin with the setter of
     * @param work calls a builder
     */
    static <R> R locate(ConfigNode node, Map<String, ConfigNode> values, Supplier<R> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | IllegalStateException | SetupException e) {
            throw failure(node, values, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            throw node.failure("'" + node.path() + "' cannot be used: " + MissingClasses.problem(e));
        }
    }

    private static ConfigException failure(ConfigNode node, Map<String, ConfigNode> values, String message) {
        String readable = Units.inMessage(message);
        Matcher first = FIRST_NAME.matcher(readable);
        if (first.matches()) {
            String key = key(first.group(1));
            ConfigNode named = node.path().endsWith("." + key) ? node : values.get(key);
            if (named != null) {
                return ValueType.failure(named, withKeys(first.group(2)));
            }
            if (!key.equals(first.group(1))) { // It is a name, not a word. Its value is a default.
                return node.failure("'" + node.path() + "." + key + "' " + withKeys(first.group(2)));
            }
        }
        return node.failure("'" + node.path() + "': " + withKeys(readable));
    }

    /** Replaces the names of methods in quotes, and those in a list of what is missing, by keys. */
    static String withKeys(String message) {
        int list = message.indexOf(MISSING);
        String named = list < 0 ? message : message.substring(0, list) + key(message.substring(list));
        return QUOTED_NAME.matcher(named).replaceAll(found -> "'" + key(found.group(1)) + "'");
    }

    static String key(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
