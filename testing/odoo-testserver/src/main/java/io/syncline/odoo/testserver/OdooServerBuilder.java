package io.syncline.odoo.testserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link OdooServer}; not thread-safe. */
public final class OdooServerBuilder {
    @Nullable OdooVersion version;

    @Nullable String database;

    @Nullable String uuid;

    final Map<String, OdooUser> users = new LinkedHashMap<>();

    @Nullable InstantSource clock;

    @Nullable Duration latency;

    OdooServer.@Nullable Pause pause;

    @Nullable Integer loggedCalls;

    OdooServerBuilder() {}

    /**
     * Sets the release to be.
     *
     * @param value the version
     * @return this
     */
    public OdooServerBuilder version(OdooVersion value) {
        version = once("version", version, value);
        return this;
    }

    /**
     * Names the database.
     *
     * @param name the name to log in to
     * @return this
     */
    public OdooServerBuilder database(String name) {
        if (requireNonNull(name, "database").isBlank()) {
            throw new IllegalArgumentException("The database needs a name");
        }
        database = once("database", database, name);
        return this;
    }

    /**
     * Sets the identity that the database gives itself, {@code database.uuid}, which only administrators may read. By default
     * it is made of the address and the name.
     *
     * @param identity the identity; a copy of a database has the same one
     * @return this
     */
    public OdooServerBuilder uuid(String identity) {
        uuid = once("uuid", uuid, identity);
        return this;
    }

    /**
     * Adds a user who is in every group and has no API key.
     *
     * @param login the login name
     * @param password the password
     * @return this
     */
    public OdooServerBuilder user(String login, String password) {
        return user(OdooUser.administrator(requireNonNull(login, "login"), requireNonNull(password, "password")));
    }

    /**
     * Adds a user. The first one gets id 2, as the administrator of a real database does.
     *
     * @param user the user
     * @return this
     */
    public OdooServerBuilder user(OdooUser user) {
        if (users.putIfAbsent(requireNonNull(user, "user").login(), user) != null) {
            throw new IllegalStateException("The user " + user.login() + " was already added");
        }
        return this;
    }

    /**
     * Sets the clock of the database and of the {@code Date} header.
     *
     * @param source the clock
     * @return this
     */
    public OdooServerBuilder clock(InstantSource source) {
        clock = once("clock", clock, source);
        return this;
    }

    /**
     * Makes each call take some time before anything is done.
     *
     * @param time how long, from 0 to an hour
     * @return this
     */
    public OdooServerBuilder latency(Duration time) {
        if (requireNonNull(time, "latency").isNegative() || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("'latency' must be from 0 to an hour, but is " + time);
        }
        latency = once("latency", latency, time);
        return this;
    }

    /**
     * Sets what lets the latency pass; by default the thread sleeps.
     *
     * @param way lets time pass
     * @return this
     */
    public OdooServerBuilder pause(OdooServer.Pause way) {
        pause = once("pause", pause, way);
        return this;
    }

    /**
     * Sets how many calls the log keeps.
     *
     * @param calls a positive number
     * @return this
     */
    public OdooServerBuilder loggedCalls(int calls) {
        if (calls <= 0) {
            throw new IllegalArgumentException("The log must keep at least one call, not " + calls);
        }
        loggedCalls = once("loggedCalls", loggedCalls, calls);
        return this;
    }

    /**
     * Starts the server on a free port.
     *
     * @return the server, which is to be closed
     */
    public OdooServer start() {
        if (users.isEmpty()) {
            throw new IllegalStateException("An Odoo test server needs: user");
        }
        OdooServer server = new OdooServer(this);
        server.begin();
        return server;
    }

    private static <T> T once(String name, @Nullable T before, T value) {
        requireNonNull(value, name);
        if (before != null) {
            throw new IllegalStateException("'" + name + "' was already set");
        }
        return value;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
