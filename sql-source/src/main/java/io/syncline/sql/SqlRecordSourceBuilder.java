package io.syncline.sql;

import static java.util.Objects.requireNonNull;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import io.syncline.sql.internal.dialect.LocalZone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds a {@link SqlRecordSource}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a value that cannot be used,
 * and {@link IllegalStateException} for a setting that was already set. Not thread-safe.
 */
public final class SqlRecordSourceBuilder {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final int DEFAULT_CONNECTIONS = 4;
    private static final int MOST_CONNECTIONS = 32;
    private static final int LONGEST_NAME = 200;
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    private final Setting<JdbcAddress> url = Setting.named("url");
    private final Setting<String> username = Setting.named("username");
    private final Setting<String> password = Setting.named("password");
    private final Setting<String> name = Setting.named("name");
    private final Setting<ZoneId> timeZone = Setting.named("timeZone");
    private final Setting<Duration> statementTimeout = Setting.named("statementTimeout");
    private final Setting<Integer> connections = Setting.named("connections");
    private final Setting<String> signals = Setting.named("signals");
    private final Setting<String> signalSlot = Setting.named("signalSlot");
    private final Map<ModelName, SqlModel> models = new LinkedHashMap<>();

    SqlRecordSourceBuilder() {}

    /**
     * Sets the address of the database, such as {@code jdbc:postgresql://db.example.com/shop}, without a user or password.
     * Required; the driver has to be on the class path.
     */
    public SqlRecordSourceBuilder url(String address) {
        url.set(JdbcAddress.of(address));
        return this;
    }

    /** Sets the login of the database. */
    public SqlRecordSourceBuilder username(String login) {
        username.set(login);
        return this;
    }

    /** Sets the password of the login. */
    public SqlRecordSourceBuilder password(String secret) {
        password.set(secret);
        return this;
    }

    /**
     * Sets the name of the source, under which its records are stored; it must never change.
     *
     * @param text 1 to 200 characters; the address without parameters by default
     */
    public SqlRecordSourceBuilder name(String text) {
        if (requireNonNull(text, "name").isBlank() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("'name' must have 1 to " + LONGEST_NAME + " characters");
        }
        name.set(text);
        return this;
    }

    /**
     * Sets the time zone of timestamps that have none. Without it they are read as UTC, and each listing of changes by such a column
     * begins 12 hours earlier, so that none is missed whatever zone the application stamps them in.
     *
     * @param zone such as {@code Europe/Berlin}; UTC by default
     */
    public SqlRecordSourceBuilder timeZone(String zone) {
        try {
            timeZone.set(ZoneId.of(requireNonNull(zone, "timeZone")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'timeZone' must be a time zone such as Europe/Berlin, not '" + zone + "'", e);
        }
        return this;
    }

    /**
     * Sets the limit for one statement.
     *
     * @param limit at least a second; 60 seconds by default
     */
    public SqlRecordSourceBuilder statementTimeout(Duration limit) {
        statementTimeout.set(Limits.check("statementTimeout", limit, Duration.ofSeconds(1), Limits.WAIT));
        return this;
    }

    /**
     * Sets the most connections at a time.
     *
     * @param most 1 to 32; 4 by default
     */
    public SqlRecordSourceBuilder connections(int most) {
        Limits.check("connections", most, 1, MOST_CONNECTIONS);
        connections.set(most);
        return this;
    }

    /**
     * Makes {@link SqlRecordSource#signals} report rows that are written to the tables of the models. PostgreSQL only, with
     * {@code wal_level = logical}; the user needs the attribute {@code REPLICATION}.
     *
     * @param publication the publication that has these tables
     */
    public SqlRecordSourceBuilder signals(String publication) {
        signals.set(publication);
        return this;
    }

    /**
     * Sets a replication slot that keeps signals while no process reads them. The server must limit what it keeps by
     * {@code max_slot_wal_keep_size}. Without this, a slot ends with its connection, and what is written until the next one is
     * left to listings and cleanups.
     *
     * @param slot lower-case letters, digits and underscores, at most 63
     */
    public SqlRecordSourceBuilder signalSlot(String slot) {
        if (!SLOT.matcher(requireNonNull(slot, "signalSlot")).matches()) {
            throw new IllegalArgumentException(
                    "'signalSlot' must have 1 to 63 lower-case letters, digits and underscores, not '" + slot + "'");
        }
        signalSlot.set(slot);
        return this;
    }

    /**
     * Adds a model. One that is not added cannot be read.
     *
     * @param model its name
     * @param settings where its records are
     */
    public SqlRecordSourceBuilder model(ModelName model, SqlModel settings) {
        if (models.putIfAbsent(requireNonNull(model, "model"), requireNonNull(settings, "model")) != null) {
            throw new IllegalStateException("'model' " + model + " was already set");
        }
        return this;
    }

    /**
     * Builds the source. Connects with the first call.
     *
     * @throws IllegalStateException if the address is missing, or signals cannot come from this kind of database
     */
    public SqlRecordSource build() {
        Setting.require("An SQL source", url);
        String source = name.or(url.get().sourceName());
        SqlLogin login =
                new SqlLogin(url.get(), username.optional(), password.optional(), statementTimeout.or(DEFAULT_TIMEOUT));
        LocalZone zone = timeZone.optional().map(LocalZone::of).orElse(LocalZone.ASSUMED);
        return new SqlRecordSource(
                source,
                new SqlConnections(source, login, connections.or(DEFAULT_CONNECTIONS), System::nanoTime),
                new ModelCatalog(source, models, zone),
                zone,
                signalSettings());
    }

    private Optional<SignalSettings> signalSettings() {
        if (signalSlot.isSet() && !signals.isSet()) {
            throw new IllegalStateException("'signalSlot' needs 'signals', the publication to read");
        }
        if (signals.isSet() && !url.get().dialect().hasReplication()) {
            throw new IllegalStateException("'signals' come from PostgreSQL only, not from a " + url.get());
        }
        return signals.optional().map(publication -> new SignalSettings(publication, signalSlot.optional()));
    }
}
