package io.syncline.qdrant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** How to reach a server. */
@SettingsStyle
@Value.Immutable
interface ConnectionSettings {

    String host();

    int port();

    boolean tls();

    /** Certificates to trust instead of the platform's, in a PEM file. */
    Optional<Path> trusted();

    @Value.Redacted
    Optional<String> apiKey();

    /** The longest that one call may take. */
    Duration deadline();

    /** Where the server is, for messages. */
    default String address() {
        return host() + ":" + port();
    }
}
