package io.syncline.qdrant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** How to connect to a server. */
@SettingsStyle
@Value.Immutable
interface ConnectionSettings {

    String host();

    int port();

    boolean tls();

    /** A PEM file of certificates to trust instead of those of the platform. */
    Optional<Path> trusted();

    @Value.Redacted
    Optional<String> apiKey();

    /** The time limit of one call. */
    Duration deadline();

    /** Host and port, for messages. */
    default String address() {
        return host() + ":" + port();
    }
}
