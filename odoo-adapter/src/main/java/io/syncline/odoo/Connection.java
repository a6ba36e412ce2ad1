package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A database seen by one user. Chooses the transport and logs in, once each, when the first call is made.
 *
 * <p>Thread-safe.
 */
final class Connection implements AutoCloseable {

    private static final int FIRST_WITH_JSON_2 = 19;

    private final OdooConfig config;
    private final OdooHttp http;
    private final XmlRpcTransport xmlRpc;
    private final JsonTransport json;
    private final RefusalPatience refusals;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable OdooTransport chosen;
    private volatile @Nullable Login login;
    private volatile boolean closed;

    Connection(OdooConfig config, JsonCodec codec) {
        this.config = config;
        http = new OdooHttp(config.network());
        refusals = new RefusalPatience(config.network().clock());
        xmlRpc = new XmlRpcTransport(config.account(), http, codec);
        json = new JsonTransport(config.account(), http, codec);
        chosen = switch (config.account().transport()) {
            case XML_RPC -> xmlRpc;
            case JSON_2 -> json;
            case AUTO -> null;
        };
    }

    /** Calls a method of a model. */
    @Nullable Object call(OdooCall call) {
        try {
            Object answer = transport().call(call, login());
            refusals.worked();
            return answer;
        } catch (CallFailure failure) {
            throw scrubbed(failure);
        }
    }

    /** When refusals count. */
    RefusalPatience refusals() {
        return refusals;
    }

    /** The user of this connection; logs in if that has not happened yet. */
    Login login() {
        Login known = login;
        if (known != null) {
            return known;
        }
        OdooTransport transport = transport();
        lock.lock();
        try {
            known = login;
            if (known == null) {
                known = transport.login();
                login = known;
            }
            return known;
        } catch (CallFailure failure) {
            throw scrubbed(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Requests the version and time of the server; the answer is not cached. */
    ServerInfo server() {
        try {
            OdooTransport transport = chosen;
            return transport == null ? choose() : open(transport).server();
        } catch (CallFailure failure) {
            throw scrubbed(failure);
        }
    }

    /**
     * Error messages of servers and proxies may repeat the request, and so the secrets in it. A password that is a part of the
     * url, the database or the login is no secret: to mask these would tell it.
     */
    private CallFailure scrubbed(CallFailure failure) {
        Secret own = config.account().secret();
        CallFailure clean = config.account().isShown(own) ? failure : failure.scrubbed(own);
        WebProxy proxy = config.network().proxy();
        for (Secret secret : proxy == null ? List.<Secret>of() : proxy.secrets()) {
            clean = clean.scrubbed(secret);
        }
        return clean;
    }

    private OdooTransport transport() {
        OdooTransport transport = chosen;
        if (transport == null) {
            choose();
            transport = chosen;
        }
        return open(transport == null ? xmlRpc : transport);
    }

    private OdooTransport open(OdooTransport transport) {
        if (closed) {
            throw new IllegalStateException("The source is closed");
        }
        return transport;
    }

    /** JSON-2 if the server has it and there is an API key, otherwise XML-RPC. */
    private ServerInfo choose() {
        open(xmlRpc);
        if (config.account().username() == null) {
            ServerInfo server = json.server();
            chosen = json;
            return server;
        }
        ServerInfo server;
        try {
            server = xmlRpc.server();
        } catch (CallFailure gone) {
            if (gone.kind() != Kind.CONFIGURATION || !config.account().hasKey()) {
                throw gone;
            }
            server = json.server();
        }
        chosen = config.account().hasKey() && server.major() >= FIRST_WITH_JSON_2 ? json : xmlRpc;
        return server;
    }

    /** The transport in use. */
    Transport kind() {
        return transport() == json ? Transport.JSON_2 : Transport.XML_RPC;
    }

    @Override
    public void close() {
        closed = true;
        http.close();
    }
}
