package io.syncline.odoo.testserver;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process that speaks Odoo's external API: XML-RPC at {@code /xmlrpc/2}, JSON-RPC at {@code /jsonrpc},
 * and from version 19 on JSON-2 at {@code /json/2}. Faults, orders, encodings and the differences between versions are
 * those of real servers, so a client that passes here is likely to work there.
 *
 * <p>It listens on the loopback address, owns its threads and stores everything in memory. Thread-safe.
 */
public final class OdooServer implements AutoCloseable {
    private final HttpListener listener;
    private final Dispatcher dispatcher;
    private final CallLog log;
    private final OdooDatabase database;
    private final String databaseName;

    private OdooServer(Builder builder) {
        Store store = new Store();
        databaseName = builder.database;
        database = new OdooDatabase(store, builder.version, builder.clock, OdooRecord.Scope.DEFAULT);
        populate(builder);
        ModelMethods methods = new ModelMethods(builder.version, new WriteMethods(builder.clock));
        Rpc rpc = new Rpc(builder.database, store, builder.version, methods);
        log = new CallLog(builder.loggedCalls);
        Dispatcher.Pacing pacing = new Dispatcher.Pacing(builder.latency, builder.pause);
        dispatcher = new Dispatcher(new Router(rpc), log, builder.clock, pacing);
        listener = new HttpListener("odoo-server", dispatcher);
    }

    private void populate(Builder builder) {
        OdooModels.base().forEach(database::define);
        database.create("res.company", Map.of("name", "YourCompany"));
        database.installLanguage("en_US", "English (US)");
        long bot = database.create(
                "res.users", Map.of("name", "OdooBot", "login", "__system__", "active", false, "company_id", 1L));
        assert bot == 1;
        builder.users.values().forEach(database::addUser);
    }

    /** Waits. */
    public interface Pause {
        /**
         * Returns when the time has passed.
         *
         * @param time how long
         * @throws InterruptedException if the server is closed meanwhile
         */
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * Starts a server's configuration: version 18, database {@code demo}, no users.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The address of the server.
     *
     * @return such as {@code http://127.0.0.1:40001}
     */
    public String url() {
        return listener.url();
    }

    /**
     * The name of its only database.
     *
     * @return the name to log in to
     */
    public String databaseName() {
        return databaseName;
    }

    /**
     * The database, to be filled and changed directly, not by the API.
     *
     * @return the database
     */
    public OdooDatabase database() {
        return database;
    }

    /**
     * Sets a function that receives every call before it is executed and decides the answer. It runs outside any lock,
     * so it may change the database between two pages. There is one interceptor; the last one set counts.
     *
     * @param interceptor called by the server's threads, concurrently
     */
    public void intercept(Function<OdooCall, OdooReply> interceptor) {
        dispatcher.intercept(interceptor);
    }

    /**
     * The latest calls that were answered.
     *
     * @return the calls in the order of their answers
     */
    public List<OdooCall> calls() {
        return log.calls();
    }

    /**
     * How often each method was called since the start or the last {@link #resetCalls()}.
     *
     * @return by {@link OdooCall#name()}
     */
    public Map<String, Long> callCounts() {
        return log.counts();
    }

    /**
     * How often one method was called.
     *
     * @param name as {@link OdooCall#name()}, such as {@code res.partner.search_read}
     * @return how often
     */
    public long callCount(String name) {
        return log.counts().getOrDefault(name, 0L);
    }

    /**
     * The bytes of all requests' bodies.
     *
     * @return bytes
     */
    public long bytesReceived() {
        return log.bytesReceived();
    }

    /**
     * The bytes of all answers' bodies.
     *
     * @return bytes
     */
    public long bytesSent() {
        return log.bytesSent();
    }

    /** Forgets the calls and sets the counters to zero. */
    public void resetCalls() {
        log.clear();
    }

    /** Closes the port and every connection, and waits for calls in progress to end. */
    @Override
    public void close() {
        listener.close();
    }

    /** Builds an {@link OdooServer}; not thread-safe. */
    public static final class Builder {
        private OdooVersion version = OdooVersion.V18;
        private String database = "demo";
        private final Map<String, OdooUser> users = new LinkedHashMap<>();
        private @Nullable String lastLogin;
        private InstantSource clock = Clock.systemUTC();
        private Duration latency = Duration.ZERO;
        private Pause pause = time -> Thread.sleep(time.toMillis());
        private int loggedCalls = 10_000;

        private Builder() {}

        /**
         * Sets the release to be.
         *
         * @param value the version
         * @return this
         */
        public Builder version(OdooVersion value) {
            version = value;
            return this;
        }

        /**
         * Names the database.
         *
         * @param name the name to log in to
         * @return this
         */
        public Builder database(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("The database needs a name");
            }
            database = name;
            return this;
        }

        /**
         * Adds a user who is in every group.
         *
         * @param login the login name
         * @param password the password
         * @return this
         */
        public Builder user(String login, String password) {
            return user(OdooUser.administrator(login, password));
        }

        /**
         * Adds a user. The first one gets id 2, as the administrator of a real database does.
         *
         * @param user the user
         * @return this
         */
        public Builder user(OdooUser user) {
            if (users.put(user.login(), user) != null) {
                throw new IllegalArgumentException("There are two users named " + user.login());
            }
            lastLogin = user.login();
            return this;
        }

        /**
         * Gives the user added last an API key.
         *
         * @param key the key
         * @return this
         */
        public Builder apiKey(String key) {
            if (lastLogin == null) {
                throw new IllegalStateException("Add a user first, the API key needs an owner");
            }
            users.computeIfPresent(lastLogin, (login, user) -> user.apiKey(key));
            return this;
        }

        /**
         * Sets the clock of the database and of the {@code Date} header.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Makes each call take some time before anything is done.
         *
         * @param time how long, not negative
         * @return this
         */
        public Builder latency(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("The latency must not be negative: " + time);
            }
            latency = time;
            return this;
        }

        /**
         * Sets what lets the latency pass; by default the thread sleeps.
         *
         * @param way lets time pass
         * @return this
         */
        public Builder pause(Pause way) {
            pause = way;
            return this;
        }

        /**
         * Sets how many calls the log keeps.
         *
         * @param calls a positive number
         * @return this
         */
        public Builder loggedCalls(int calls) {
            if (calls <= 0) {
                throw new IllegalArgumentException("The log must keep at least one call, not " + calls);
            }
            loggedCalls = calls;
            return this;
        }

        /**
         * Starts the server on a free port.
         *
         * @return the server, which is to be closed
         */
        public OdooServer start() {
            if (users.isEmpty()) {
                throw new IllegalStateException("The server needs at least one user");
            }
            OdooServer server = new OdooServer(this);
            server.listener.start();
            return server;
        }
    }
}
