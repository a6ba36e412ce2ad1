package io.syncline.cli.config;

import io.syncline.api.ModelName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where records come from. */
public sealed interface SourceConfig {

    /**
     * An Odoo database.
     *
     * @param url where the server is
     * @param database the database
     * @param login who reads
     * @param reading what is read
     * @param network how the server is reached
     */
    record Odoo(String url, String database, Login login, Reading reading, Network network) implements SourceConfig {}

    /**
     * A user of Odoo.
     *
     * @param username the login, or empty if the key tells it
     * @param credential what the login is proved with
     * @param apiKey whether that is an API key; else it is a password
     */
    record Login(Optional<String> username, Secret credential, boolean apiKey) {}

    /**
     * What is read of an Odoo.
     *
     * @param language the language of labels and texts, or empty for the untranslated ones
     * @param companies ids of the companies to act for, or none for all of the user
     * @param filters what records have to meet, by model
     * @param watched further links whose changes count, by model
     * @param watchRelated whether links that are shown are watched
     */
    record Reading(
            Optional<String> language,
            List<Long> companies,
            Map<ModelName, List<Condition>> filters,
            Map<ModelName, List<String>> watched,
            boolean watchRelated) {}

    /**
     * A condition on records, as Odoo writes it.
     *
     * @param path a field, possibly behind links
     * @param operator one of Odoo's operators
     * @param value a text, a number, true, false, or a list
     */
    record Condition(String path, String operator, Object value) {}

    /**
     * How an Odoo is reached.
     *
     * @param transport which of Odoo's interfaces is used
     * @param caFile certificates to trust instead of the JVM's
     * @param proxy the proxy, or empty for that of the JVM
     * @param limits what is too much
     */
    record Network(Transport transport, Optional<Path> caFile, Optional<Proxy> proxy, Limits limits) {}

    /**
     * What calls to an Odoo may take; empty for the adapter's defaults.
     *
     * @param connectTimeout how long a connection may take
     * @param deadline how long a call may take
     * @param answerSize the most bytes of an answer
     * @param pageSize the most records of an answer
     */
    record Limits(
            Optional<Duration> connectTimeout,
            Optional<Duration> deadline,
            Optional<Long> answerSize,
            OptionalInt pageSize) {}

    /** Odoo's interfaces. */
    enum Transport {
        /** The best that the server has. */
        AUTO,
        /** The one that all versions have. */
        XML_RPC,
        /** The one of version 19 and later. */
        JSON_2
    }

    /**
     * A proxy.
     *
     * @param host its host
     * @param port its port
     * @param login what it asks for, or empty
     */
    record Proxy(String host, int port, Optional<ProxyLogin> login) {}

    /**
     * Whom a proxy lets through.
     *
     * @param username who
     * @param password proves it
     */
    record ProxyLogin(String username, Secret password) {}
}
