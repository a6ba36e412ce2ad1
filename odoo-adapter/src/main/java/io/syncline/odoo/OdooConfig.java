package io.syncline.odoo;

import io.syncline.api.ModelName;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a source.
 *
 * @param url the address of the server, normalised, without a trailing slash
 * @param database the name of the database
 * @param username the login, or null if the API key identifies the user
 * @param secret a password or an API key
 * @param hasKey whether the secret is an API key
 * @param transport which of Odoo's APIs to use
 * @param reading what to read
 * @param network how to call the server
 */
record OdooConfig(
        URI url,
        String database,
        @Nullable String username,
        Secret secret,
        boolean hasKey,
        OdooRecordSource.Transport transport,
        Reading reading,
        Network network) {

    /**
     * What to read.
     *
     * @param language an installed language such as {@code de_DE}, or empty for untranslated texts
     * @param companies the companies whose records are read, or none for all companies of the user
     * @param watchRelated whether a change of a linked record counts as a change of the records that show its name
     * @param watchedPaths further links to watch, by model
     * @param filters conditions that records must meet, by model
     * @param pageSize the maximum number of records per call
     */
    record Reading(
            Optional<String> language,
            List<Long> companies,
            boolean watchRelated,
            Map<ModelName, List<String>> watchedPaths,
            Map<ModelName, List<Filters.Filter>> filters,
            int pageSize) {}

    /**
     * How to call the server.
     *
     * @param connectTimeout the time limit for opening a connection
     * @param deadline the time limit for a call, from the first byte of the request to the last byte of the response
     * @param maxWireBytes the maximum size of a response as sent
     * @param maxBytes the maximum size of a response after decompression
     * @param proxy the proxy, or null for that of the JVM
     * @param ssl the TLS settings, or null for those of the JVM
     * @param executor runs the tasks of the HTTP client, or null for a pool of its own
     * @param clock turns a date in a {@code Retry-After} header into a duration
     */
    record Network(
            Duration connectTimeout,
            Duration deadline,
            long maxWireBytes,
            long maxBytes,
            @Nullable WebProxy proxy,
            @Nullable SSLContext ssl,
            @Nullable Executor executor,
            InstantSource clock) {}
}
