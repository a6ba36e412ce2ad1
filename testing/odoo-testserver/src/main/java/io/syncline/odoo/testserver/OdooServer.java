package io.syncline.odoo.testserver;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

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

    OdooServer(OdooServerBuilder builder) {
        Store store = new Store();
        OdooVersion version = OdooServerBuilder.or(builder.version, OdooVersion.V18);
        InstantSource clock = OdooServerBuilder.or(builder.clock, Clock.systemUTC());
        databaseName = OdooServerBuilder.or(builder.database, "demo");
        database = new OdooDatabase(store, version, clock, OdooRecord.Scope.DEFAULT);
        ModelMethods methods = new ModelMethods(version, new WriteMethods(clock));
        Rpc rpc = new Rpc(databaseName, store, version, methods);
        log = new CallLog(OdooServerBuilder.or(builder.loggedCalls, 10_000));
        Dispatcher.Pacing pacing = new Dispatcher.Pacing(
                OdooServerBuilder.or(builder.latency, Duration.ZERO),
                OdooServerBuilder.or(builder.pause, time -> Thread.sleep(time.toMillis())));
        dispatcher = new Dispatcher(new Router(rpc), log, clock, pacing);
        listener = new HttpListener("odoo-server", dispatcher);
        populate(builder);
    }

    private void populate(OdooServerBuilder builder) {
        OdooModels.base().forEach(database::define);
        database.create("res.company", Map.of("name", "YourCompany"));
        database.installLanguage("en_US", "English (US)");
        long bot = database.create(
                "res.users", Map.of("name", "OdooBot", "login", "__system__", "active", false, "company_id", 1L));
        assert bot == 1;
        builder.users.values().forEach(database::addUser);
        byte[] address = (url() + "/" + databaseName).getBytes(StandardCharsets.UTF_8);
        String uuid = OdooServerBuilder.or(
                builder.uuid, UUID.nameUUIDFromBytes(address).toString());
        database.create("ir.config_parameter", Map.of("key", "database.uuid", "value", uuid));
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
    public static OdooServerBuilder builder() {
        return new OdooServerBuilder();
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

    void begin() {
        listener.start();
    }

    /** Closes the port and every connection, and waits for calls in progress to end. */
    @Override
    public void close() {
        listener.close();
    }
}
