package io.syncline.server;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.server.settings.ServerSettings;
import java.util.Set;

/** The settings of a server, declared for configurations. */
public final class ServerOptions {

    private static final OptionSet<ServerSettings.Builder> ALL = OptionSet.of(ServerSettings::builder)
            .with(
                    Option.text("host", "the address to bind; any that others can reach needs a `token`")
                            .defaultValue("127.0.0.1"),
                    ServerSettings.Builder::host)
            .with(
                    Option.number("port", "the port; `0` for any that is free")
                            .range("0 to 65535")
                            .defaultValue("8080"),
                    ServerSettings.Builder::port)
            .with(
                    Option.secret("token", "what clients and the page's visitors send as bearer token")
                            .range("16 ASCII characters or more")
                            .example("${SYNCLINE_TOKEN:}"),
                    ServerOptions::token)
            .with(
                    Option.secret(
                                    "webhook-secret",
                                    "the last part of the address that webhooks call, `/hooks/SECRET`; none is taken without")
                            .range("16 to 200 letters, digits, `.`, `_`, `~` or `-`")
                            .example("${HOOK_SECRET:}"),
                    ServerOptions::webhookSecret)
            .with(
                    Option.texts(
                                    "allowed-hosts",
                                    "names in the `Host` header of requests, beside those of this computer")
                            .example("[syncline.example.com]"),
                    (settings, hosts) -> settings.allowedHosts(hosts))
            .with(
                    Option.texts(
                                    "allowed-origins",
                                    "origins of web pages that may send requests, beside the server's own")
                            .example("[https://intranet.example.com]"),
                    (settings, origins) -> settings.allowedOrigins(origins))
            .with(
                    Option.number("requests-per-minute", "how many requests of all clients are answered")
                            .range("1 to 1000000")
                            .defaultValue("6000"),
                    ServerSettings.Builder::requestsPerMinute)
            .with(
                    Option.path(
                                    "tls-certificate",
                                    "a PEM file with the certificate and those between it and its root; plain HTTP without")
                            .example("server.crt"),
                    ServerSettings.Builder::tlsCertificate)
            .with(
                    Option.path("tls-key", "a PEM file with the private key of the certificate")
                            .example("server.key"),
                    ServerSettings.Builder::tlsKey);

    private ServerOptions() {}

    /** The options. */
    public static OptionSet<ServerSettings.Builder> all() {
        return ALL;
    }

    private static void token(ServerSettings.Builder settings, String value) {
        settings.token(value);
    }

    private static void webhookSecret(ServerSettings.Builder settings, String value) {
        settings.webhookSecret(value);
    }

    /**
     * Reads settings.
     *
     * @param section a mapping of {@link #all()}; nothing counts as an empty one, and an empty secret, as of a variable that is
     *     not set, as none
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static ServerSettings read(ConfigNode section) {
        return ALL.read(WithoutEmptySecrets.of(section, ALL), Set.of(), ServerSettings.Builder::build);
    }
}
