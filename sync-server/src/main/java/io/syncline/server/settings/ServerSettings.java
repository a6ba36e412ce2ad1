package io.syncline.server.settings;

import io.syncline.web.WebAccess;
import io.syncline.web.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Where a server listens, and who is let in. */
@SettingsStyle
@Value.Immutable
public interface ServerSettings {

    /** The address to bind; that of this computer itself by default. */
    @Value.Default
    default String host() {
        return "127.0.0.1";
    }

    /** The port, 0 for any that is free; 8080 by default. */
    @Value.Default
    default int port() {
        return 8080;
    }

    /** What clients send as bearer token, at least 16 characters; nobody is asked if empty. */
    @Value.Redacted
    Optional<String> token();

    /** The secret part of the address of webhooks, at least 16 characters; no webhook is taken if empty. */
    @Value.Redacted
    Optional<String> webhookSecret();

    /** Names by which clients may address the server, without port, beside those of this computer and the bound one. */
    List<String> allowedHosts();

    /** Origins of web pages that may send requests, beside the server's own. */
    List<String> allowedOrigins();

    /** How many requests of all clients are answered a minute; 6000 by default. Probes, webhooks and the page's files do not count. */
    @Value.Default
    default int requestsPerMinute() {
        return 6000;
    }

    /** The certificate for TLS and those between it and its root, in a PEM file; plain HTTP if empty. */
    Optional<Path> tlsCertificate();

    /** The private key of the certificate, in a PEM file. */
    Optional<Path> tlsKey();

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        require(port() >= 0 && port() <= 65_535, "'port' must be from 0 to 65535");
        access();
        require(
                webhookSecret()
                        .map(secret -> secret.matches("[A-Za-z0-9._~-]{16,200}"))
                        .orElse(true),
                "'webhook-secret' must have from 16 to 200 letters, digits, and the signs . _ ~ -");
        require(
                requestsPerMinute() >= 1 && requestsPerMinute() <= 1_000_000,
                "'requests-per-minute' must be from 1 to 1000000");
        require(
                tlsCertificate().isPresent() == tlsKey().isPresent(),
                "'tls-certificate' and 'tls-key' belong together");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Who is let in.
     *
     * @throws IllegalArgumentException if the token is short, or a name is one that no request has
     */
    default WebAccess access() {
        return new WebAccess(token().orElse(null), allowedHosts(), allowedOrigins());
    }

    /** Where it listens. */
    default WebSettings web() {
        return WebSettings.plain(host(), port())
                .secured(tlsCertificate().map(certificate -> new WebSettings.Tls(certificate, tlsKey().orElseThrow())));
    }

    /** Starts settings. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ServerSettings}. Not thread-safe. */
    final class Builder extends ImmutableServerSettings.Builder {
        Builder() {}
    }
}
