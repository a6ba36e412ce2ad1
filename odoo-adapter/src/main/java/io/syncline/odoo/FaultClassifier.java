package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classifies faults by their code and by the names of exception classes. Messages are translated to the language of the
 * user, so they are only shown.
 */
final class FaultClassifier {

    /** A line of a traceback that names the exception, such as {@code psycopg2.OperationalError: ...}. */
    private static final Pattern EXCEPTION = Pattern.compile(
            "^((?:\\w+\\.)+[A-Z]\\w*|[A-Z]\\w*(?:Error|Exception|Denied|Warning|Timeout))(?:: .*)?$",
            Pattern.MULTILINE);

    private static final Pattern OUTAGE = Pattern.compile("psycopg2\\.(pool\\.PoolError|extensions\\.\\w+"
            + "|errors\\.(SerializationFailure|DeadlockDetected|LockNotAvailable|AdminShutdown|CrashShutdown"
            + "|CannotConnectNow|TooManyConnections|ConnectionFailure|ConnectionDoesNotExist))"
            + "|odoo\\.sql_db\\.PoolError");

    /** The database is down, or a query breaks it. */
    private static final Pattern CRASH = Pattern.compile("psycopg2\\.(OperationalError|InterfaceError)");

    /** PostgreSQL reports some values that are too large for it as it reports an outage. */
    private static final Pattern TOO_LARGE =
            Pattern.compile("invalid memory alloc request size|cannot enlarge string buffer|out of memory");

    private static final Pattern TOO_MUCH =
            Pattern.compile("MemoryError|psycopg2\\.errors\\.(OutOfMemory|QueryCanceled|DiskFull)");

    private static final Pattern MARSHALLING =
            Pattern.compile("TypeError: cannot marshal|OverflowError: int exceeds XML-RPC limits");

    private static final int SHOWN = 500;

    private final String database;

    FaultClassifier(String database) {
        this.database = database;
    }

    /** Classifies a fault of XML-RPC. */
    CallFailure xmlRpc(@Nullable Object fault) {
        if (!(fault instanceof Map<?, ?> struct) || !(struct.get("faultString") instanceof String text)) {
            return new CallFailure(Kind.PROTOCOL_ERROR, "the server sent a fault without a code and a text");
        }
        if (!(struct.get("faultCode") instanceof Integer code)) {
            return new CallFailure(
                    Kind.CONFIGURATION, "the server uses an old format of faults; give the url of Odoo itself");
        }
        return switch (code) {
            case 2 -> failure(Kind.REFUSED, text);
            case 3 -> denied(text);
            case 4 -> failure(Kind.ACCESS, text);
            default -> traceback(text);
        };
    }

    /** Classifies an error of JSON-2 by the name of its class. */
    CallFailure named(String className, String message, String debug) {
        String simple = className.replaceFirst("^builtins\\.", "");
        String line = simple + ": " + message;
        return switch (className) {
            case "odoo.exceptions.AccessDenied" -> denied(message);
            case "odoo.exceptions.AccessError" -> failure(Kind.ACCESS, message);
            case "odoo.exceptions.UserError",
                    "odoo.exceptions.ValidationError",
                    "odoo.exceptions.MissingError",
                    "odoo.exceptions.RedirectWarning" -> failure(Kind.REFUSED, message);
            default -> {
                Kind kind = kind(List.of(simple), line);
                String text = kind == Kind.CONFIGURATION ? noDatabase(shown(line)) : shown(line);
                yield new CallFailure(kind, text, message + "\n" + debug, null, null);
            }
        };
    }

    /** An API key that JSON-2 rejects, with the reason that the server gave. */
    CallFailure rejectedKey(int status, String reason) {
        return new CallFailure(
                Kind.CREDENTIALS,
                "the API key is not accepted (HTTP " + status + ": " + shown(reason)
                        + "); check that it belongs to database " + database + " and has not expired");
    }

    /** An API key of another user than the configured one. */
    CallFailure foreignKey(String username, int owner) {
        return new CallFailure(
                Kind.CREDENTIALS,
                "the API key does not belong to user " + username + " but to the user with id " + owner
                        + " of database " + database + "; correct 'username', leave it out, or use a key of "
                        + username);
    }

    private CallFailure traceback(String text) {
        Matcher exceptions = EXCEPTION.matcher(text);
        List<String> names = exceptions.results().map(result -> result.group(1)).toList();
        Kind kind = kind(names, text);
        String last = text.strip().lines().reduce("", (before, line) -> line);
        String named =
                EXCEPTION.matcher(text).results().map(result -> result.group()).reduce("", (a, b) -> b);
        String message = shown(named.isEmpty() ? last : named);
        return kind == Kind.CONFIGURATION
                ? new CallFailure(kind, noDatabase(message), text, null, null)
                : new CallFailure(kind, message, text, null, null);
    }

    private Kind kind(List<String> classes, String text) {
        if (classes.stream().anyMatch(name -> CRASH.matcher(name).matches())) {
            return isDatabaseMissing(text)
                    ? Kind.CONFIGURATION
                    : TOO_LARGE.matcher(text).find() ? Kind.OVERSIZE : Kind.CRASHED;
        }
        if (classes.stream().anyMatch(name -> OUTAGE.matcher(name).matches())) {
            return Kind.UNAVAILABLE;
        }
        if (classes.stream().anyMatch(name -> TOO_MUCH.matcher(name).matches())) {
            return Kind.OVERSIZE;
        }
        return MARSHALLING.matcher(text).find() ? Kind.MARSHALLING : Kind.INVALID;
    }

    private String noDatabase(String reason) {
        return "the server has no database '" + database + "'; correct 'database' (" + reason + ")";
    }

    /** PostgreSQL quotes the name of a missing database in every language, and in no message about an outage. */
    private boolean isDatabaseMissing(String text) {
        return text.contains("FATAL") && text.contains('"' + database + '"') && !text.contains("too many connections");
    }

    /** Odoo says the same whether the user, the password or the database is wrong. */
    private CallFailure denied(String text) {
        return new CallFailure(
                Kind.CREDENTIALS,
                "database " + database + " does not accept this user with this password or API key (" + shown(text)
                        + "); check both, that the user is active, and that the key has not expired");
    }

    private static CallFailure failure(Kind kind, String text) {
        return new CallFailure(kind, shown(text), text, null, null);
    }

    /** The text as one line of limited length. */
    private static String shown(String text) {
        String line = text.replaceAll("\\s*\\n\\s*", " / ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
