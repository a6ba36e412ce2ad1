package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.odoo.Filters.Filter;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OdooRecordSource}. Needed are the url, the database and, for most servers, a username with a
 * password or an API key; everything else has a default. Nothing is sent before the source is used.
 *
 * <p>Not thread-safe.
 */
public final class OdooRecordSourceBuilder {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z0-9]+)?(@[a-z]+)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
    private static final long MEGABYTE = 1024 * 1024;

    private @Nullable URI url;
    private @Nullable String database;
    private @Nullable String username;
    private @Nullable Secret secret;
    private boolean hasKey;
    private Transport transport = Transport.AUTO;
    private @Nullable String language;
    private List<Long> companies = List.of();
    private boolean watchRelated = true;
    private final Map<ModelName, List<String>> watchedPaths = new LinkedHashMap<>();
    private final Map<ModelName, List<Filter>> filters = new LinkedHashMap<>();
    private int pageSize = 1000;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration deadline = Duration.ofMinutes(2);
    private long maxWireBytes = 64 * MEGABYTE;
    private long maxBytes = 64 * MEGABYTE;
    private @Nullable WebProxy proxy;
    private @Nullable SSLContext ssl;
    private @Nullable Executor executor;
    private InstantSource clock = Clock.systemUTC();

    OdooRecordSourceBuilder() {}

    /**
     * Where Odoo is, such as {@code https://erp.example.com}. Redirects are not followed, so give the final address.
     *
     * @param newUrl an http or https address without user, query and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is not such an address
     */
    public OdooRecordSourceBuilder url(String newUrl) {
        url = OdooUrl.normalised(newUrl);
        return this;
    }

    /**
     * Which database.
     *
     * @param newDatabase its name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public OdooRecordSourceBuilder database(String newDatabase) {
        database = OdooUrl.plainText("database", newDatabase);
        return this;
    }

    /**
     * The login of the user. JSON-2 can do without, as its key tells the user.
     *
     * @param newUsername the login
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public OdooRecordSourceBuilder username(String newUsername) {
        username = OdooUrl.plainText("username", newUsername);
        return this;
    }

    /**
     * The password of the user; an API key instead is safer, and is needed for JSON-2.
     *
     * @param password the password
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     * @throws IllegalStateException if a password or key was given before
     */
    public OdooRecordSourceBuilder password(String password) {
        return secret("password", password, false);
    }

    /**
     * An API key of the user.
     *
     * @param apiKey the key
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     * @throws IllegalStateException if a password or key was given before
     */
    public OdooRecordSourceBuilder apiKey(String apiKey) {
        return secret("API key", apiKey, true);
    }

    private OdooRecordSourceBuilder secret(String what, String value, boolean isKey) {
        if (secret != null) {
            throw new IllegalStateException("Give one of password and API key, once");
        }
        secret = new Secret(OdooUrl.plainText(what, value));
        hasKey = isKey;
        return this;
    }

    /**
     * Which of Odoo's interfaces to use; by default the best that the server has.
     *
     * @param newTransport the interface
     * @return this builder
     */
    public OdooRecordSourceBuilder transport(Transport newTransport) {
        transport = newTransport;
        return this;
    }

    /**
     * The language of texts and labels. Without one, texts come untranslated.
     *
     * @param newLanguage an installed language, such as {@code de_DE}
     * @return this builder
     * @throws IllegalArgumentException if it does not look like a language
     */
    public OdooRecordSourceBuilder language(String newLanguage) {
        if (!LANGUAGE.matcher(newLanguage).matches()) {
            throw new IllegalArgumentException("Not a language such as de_DE: '" + newLanguage + "'");
        }
        language = newLanguage;
        return this;
    }

    /**
     * For which companies to act; by default for all that the user has. The first one decides values that depend on the
     * company.
     *
     * @param ids ids of {@code res.company}, at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is not positive
     */
    public OdooRecordSourceBuilder companies(List<Long> ids) {
        if (ids.isEmpty() || ids.stream().anyMatch(id -> id <= 0 || id > Domain.MAX_ID)) {
            throw new IllegalArgumentException("Companies are given by positive ids, not " + ids);
        }
        companies = List.copyOf(ids);
        return this;
    }

    /**
     * Whether a change of a linked record is a change of the record that shows its name. On by default; without it, a
     * renamed company leaves the documents of its contacts as they were until the next full run.
     *
     * @param on whether links are watched
     * @return this builder
     */
    public OdooRecordSourceBuilder watchRelated(boolean on) {
        watchRelated = on;
        return this;
    }

    /**
     * Watches a further link of a model, whether or not it is among the fields, and whether or not others are watched.
     *
     * @param model the model
     * @param path a link such as {@code order_line}, or several joined by dots such as {@code order_line.product_id}
     * @return this builder
     * @throws IllegalArgumentException if it is not a path of field names
     */
    public OdooRecordSourceBuilder watch(ModelName model, String path) {
        watchedPaths.computeIfAbsent(model, none -> new ArrayList<>()).add(path(path));
        return this;
    }

    private static String path(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a path of fields such as order_line.product_id: '" + path + "'");
        }
        return path;
    }

    /**
     * Shows only those records of a model that meet a condition, in addition to earlier ones. To a cleanup, all others are
     * gone. Fields that cannot be searched by are refused when the model is described, since some versions would ignore
     * the condition.
     *
     * @param model the model
     * @param path a field such as {@code customer_rank}, possibly behind links such as {@code country_id.code}
     * @param operator one of Odoo's, such as {@code =}, {@code >=}, {@code in}, {@code ilike} or {@code child_of}
     * @param value a text, a number, true or false (which also means no value), or a collection of texts or of numbers;
     *     times as {@code 2026-11-23 14:05:24} in UTC
     * @return this builder
     * @throws IllegalArgumentException if it is not such a path, operator or value
     */
    public OdooRecordSourceBuilder filter(ModelName model, String path, String operator, Object value) {
        if (!Filters.OPERATORS.contains(operator)) {
            throw new IllegalArgumentException("Not an operator: '" + operator + "'; there are "
                    + String.join(", ", new TreeSet<>(Filters.OPERATORS)));
        }
        Filter filter = new Filter(path(path), operator, Filters.sendable(value));
        filters.computeIfAbsent(model, none -> new ArrayList<>()).add(filter);
        return this;
    }

    /**
     * The most records in one call, 1000 by default. Pages that are too much for server or limits make it smaller by
     * themselves for a while.
     *
     * @param records from 1 to 10,000
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public OdooRecordSourceBuilder pageSize(int records) {
        if (records < 1 || records > 10_000) {
            throw new IllegalArgumentException("The page size must be from 1 to 10000, not " + records);
        }
        pageSize = records;
        return this;
    }

    /**
     * How long to wait for a connection, 10 seconds by default.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public OdooRecordSourceBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive("connect timeout", timeout);
        return this;
    }

    /**
     * How long a call may take from the first byte sent to the last byte received, 120 seconds by default: as long as
     * Odoo lets a request run.
     *
     * @param newDeadline a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public OdooRecordSourceBuilder deadline(Duration newDeadline) {
        deadline = positive("deadline", newDeadline);
        return this;
    }

    /**
     * The largest answer, as sent and unpacked, 64 MiB each by default.
     *
     * @param wireBytes as sent, at least 1024
     * @param bytes unpacked, at least as many
     * @return this builder
     * @throws IllegalArgumentException if they are out of range
     */
    public OdooRecordSourceBuilder maxAnswerBytes(long wireBytes, long bytes) {
        if (wireBytes < 1024 || bytes < wireBytes) {
            throw new IllegalArgumentException(
                    "Answers need at least 1024 bytes, and no fewer unpacked: " + wireBytes + ", " + bytes);
        }
        maxWireBytes = wireBytes;
        maxBytes = bytes;
        return this;
    }

    /**
     * A proxy that asks for no login; by default that of the JVM's settings.
     *
     * @param host the name of its host
     * @param port its port
     * @return this builder
     * @throws IllegalArgumentException if they are not of that kind
     */
    public OdooRecordSourceBuilder proxy(String host, int port) {
        proxy = WebProxy.of(host, port);
        return this;
    }

    /**
     * A proxy that asks for a login, which it gets unencrypted ({@code Basic}). Odoo never gets it. For an https address
     * Java shows it only if the system property {@code jdk.http.auth.tunneling.disabledSchemes} is empty from the start.
     *
     * @param host the name of its host
     * @param port its port
     * @param user whom it lets through, without a colon
     * @param password proves it
     * @return this builder
     * @throws IllegalArgumentException if they are not of that kind
     */
    public OdooRecordSourceBuilder proxy(String host, int port, String user, String password) {
        proxy = WebProxy.of(host, port, user, password);
        return this;
    }

    /**
     * What certificates to trust and to show; by default those of the JVM.
     *
     * @param context a context
     * @return this builder
     */
    public OdooRecordSourceBuilder sslContext(SSLContext context) {
        ssl = context;
        return this;
    }

    /**
     * Trusts the certificates of a file, and no others.
     *
     * @param pem a file of one or more certificates in PEM form
     * @return this builder
     * @throws io.syncline.api.failure.SetupException if the file cannot be read or has no certificate
     */
    public OdooRecordSourceBuilder caFile(Path pem) {
        ssl = CaFile.context(pem);
        return this;
    }

    /**
     * Runs the requests, each of which blocks a thread; by default each has a daemon thread of its own. A request that
     * has to wait for a thread loses of its deadline.
     *
     * @param newExecutor an executor with as many threads as requests at once, other than those that call this source
     * @return this builder
     */
    public OdooRecordSourceBuilder executor(Executor newExecutor) {
        executor = newExecutor;
        return this;
    }

    /**
     * Tells how long it is until a date that the server names; nothing else is taken from this clock.
     *
     * @param newClock a clock
     * @return this builder
     */
    public OdooRecordSourceBuilder clock(InstantSource newClock) {
        clock = newClock;
        return this;
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("The " + what + " must be positive, not " + duration);
        }
        return duration;
    }

    /**
     * Makes the source.
     *
     * @return a source, not connected yet
     * @throws IllegalStateException if something is missing; the message names all of it
     */
    public OdooRecordSource build() {
        List<String> missing = new ArrayList<>();
        if (url == null) {
            missing.add("url");
        }
        if (database == null) {
            missing.add("database");
        }
        if (username == null && (transport == Transport.XML_RPC || (secret != null && !hasKey))) {
            missing.add("username");
        }
        if (secret == null) {
            missing.add(transport == Transport.JSON_2 ? "API key" : "password or API key");
        } else if (transport == Transport.JSON_2 && !hasKey) {
            missing.add("API key (JSON-2 takes no password)");
        }
        if (url == null || database == null || secret == null || !missing.isEmpty()) {
            throw new IllegalStateException("An Odoo source is missing: " + String.join(", ", missing));
        }
        OdooConfig.Reading reading = new OdooConfig.Reading(
                Optional.ofNullable(language), companies, watchRelated, copy(watchedPaths), copy(filters), pageSize);
        OdooConfig.Network network =
                new OdooConfig.Network(connectTimeout, deadline, maxWireBytes, maxBytes, proxy, ssl, executor, clock);
        return new OdooRecordSource(
                new OdooConfig(url, database, username, secret, hasKey, transport, reading, network));
    }

    private static <T> Map<ModelName, List<T>> copy(Map<ModelName, List<T>> lists) {
        Map<ModelName, List<T>> copy = new LinkedHashMap<>();
        lists.forEach((model, some) -> copy.put(model, List.copyOf(some)));
        return copy;
    }
}
