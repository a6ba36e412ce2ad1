package io.syncline.web;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how a web server listens. Immutable.
 *
 * @param host the address to bind
 * @param port 0 for any that is free
 * @param threads how many requests are answered at a time
 * @param connections how many connections are open at a time; others wait for one of them to end
 * @param tls files for TLS; plain HTTP if empty
 */
public record WebSettings(String host, int port, int threads, int connections, Optional<Tls> tls) {

    private static final int THREADS = 64;
    private static final int CONNECTIONS = 1000;

    /**
     * Files in the PEM format.
     *
     * @param certificate the certificate, and those between it and its root
     * @param key its private key
     */
    public record Tls(Path certificate, Path key) {}

    /** Plain HTTP with the usual limits. */
    public static WebSettings plain(String host, int port) {
        return new WebSettings(host, port, THREADS, CONNECTIONS, Optional.empty());
    }

    /** These settings with TLS. */
    public WebSettings secured(Optional<Tls> files) {
        return new WebSettings(host, port, threads, connections, files);
    }
}
