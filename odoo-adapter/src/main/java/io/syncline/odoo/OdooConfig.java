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
 * How to reach a database and what to read of it, checked.
 *
 * @param url where Odoo is, normalised, without a trailing slash
 * @param database the database
 * @param username the login, or null if a key alone is used
 * @param secret a password or an API key
 * @param hasKey whether the secret is an API key
 * @param transport which of Odoo's interfaces to use
 * @param reading what to read
 * @param network how to talk
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
     * What to read, and how.
     *
     * @param language an installed language such as {@code de_DE}, or empty for the untranslated texts
     * @param companies the companies to act for, or none for all that the user has
     * @param watchRelated whether a change of a related record is a change of the record that shows it
     * @param watchedPaths further relations to watch, by model, with dots
     * @param filters what records have to meet to be seen, by model
     * @param pageSize the most records in one call
     */
    record Reading(
            Optional<String> language,
            List<Long> companies,
            boolean watchRelated,
            Map<ModelName, List<String>> watchedPaths,
            Map<ModelName, List<Filters.Filter>> filters,
            int pageSize) {}

    /**
     * How to talk.
     *
     * @param connectTimeout for a connection
     * @param deadline for a call, from the first byte of the request to the last of the answer
     * @param maxWireBytes the most bytes of an answer as sent
     * @param maxBytes the most bytes of an answer once unpacked
     * @param proxy which proxy to use, or null for the one of the JVM
     * @param ssl what certificates to trust, or null for those of the JVM
     * @param executor runs the requests, or null for a thread of each one's own
     * @param clock tells how long until a date that the server names
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
