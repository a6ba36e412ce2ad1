package io.syncline.odoo;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A proxy. To an http address its login goes with every request, since a request that is sent once cannot be answered by
 * a question. For a tunnel to an https address the JDK's client sends it when the proxy asks ({@link ProxyLogin}), and
 * never passes it on to the server.
 *
 * @param address where it is
 * @param username whom it lets through, or null if it does not ask
 * @param password proves it, or null
 */
record WebProxy(
        InetSocketAddress address,
        @Nullable String username,
        @Nullable Secret password) {

    /** Names the schemes that Java does not use towards the proxy of an https address; {@code Basic} unless it is set. */
    static final String WITHHELD_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    static WebProxy of(String host, int port) {
        return new WebProxy(address(host, port), null, null);
    }

    static WebProxy of(String host, int port, String username, String password) {
        if (username.contains(":")) {
            throw new IllegalArgumentException("The username for a proxy cannot have a colon");
        }
        return new WebProxy(
                address(host, port),
                OdooUrl.plainText("username for the proxy", username),
                new Secret(OdooUrl.plainText("password for the proxy", password)));
    }

    private static InetSocketAddress address(String host, int port) {
        if (host.isBlank() || host.contains("/") || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "A proxy is given by the name of its host and a port from 1 to 65535, not '"
                            + OdooUrl.withoutUser(host) + "' and " + port);
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** As Java's client is told. The name is looked up for each connection, and not before. */
    Proxy forJava() {
        return new Proxy(Proxy.Type.HTTP, address);
    }

    /** The value of {@code Proxy-Authorization}, or null if there is no login. */
    @Nullable String authorization() {
        return password == null ? null : "Basic " + encoded(password);
    }

    private String encoded(Secret secret) {
        return Base64.getEncoder().encodeToString((username + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    /** What no message may show. */
    List<Secret> secrets() {
        return password == null ? List.of() : List.of(password, new Secret(encoded(password)));
    }

    /** What to do about a proxy that does not let a request through. */
    String advice(boolean tunnel, @Nullable String withheldSchemes) {
        if (username == null) {
            return "it asks for a login; give a username and a password with the proxy";
        }
        Set<String> withheld = Stream.of((withheldSchemes == null ? "basic" : withheldSchemes).split(",", -1))
                .map(scheme -> scheme.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (tunnel && withheld.contains("basic")) {
            return "Java keeps passwords from the proxies of https addresses unless it is started with -D"
                    + WITHHELD_SCHEMES + "= (nothing behind the sign); they are readable on the way to the proxy";
        }
        return "it does not accept the password of " + username;
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
