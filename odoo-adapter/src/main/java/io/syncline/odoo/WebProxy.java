package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A proxy. Its login is sent with every request rather than after a challenge, see {@link OdooHttp}. The JDK's client never
 * passes it on to the server behind a tunnel.
 *
 * @param address the address, not resolved
 * @param username the user, or null if the proxy requires no login
 * @param password the password of the user, or null
 */
record WebProxy(
        InetSocketAddress address,
        @Nullable String username,
        @Nullable Secret password) {

    /**
     * Names the authentication schemes that Java does not use towards the proxy of an https address; {@code Basic} unless
     * it is set. Java reads it once, before the first request of the process.
     */
    static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    static WebProxy of(String host, int port) {
        return new WebProxy(address(host, port), null, null);
    }

    static WebProxy of(String host, int port, String username, String password) {
        if (requireNonNull(username, "proxy").contains(":")) {
            throw new IllegalArgumentException("The user of the proxy must not contain a colon");
        }
        return new WebProxy(
                address(host, port),
                OdooUrl.plainText("user of the proxy", username),
                new Secret(OdooUrl.plainText("password of the proxy", password)));
    }

    private static InetSocketAddress address(String host, int port) {
        if (requireNonNull(host, "proxy").isBlank() || host.contains("/") || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A proxy is given by a host name and a port from 1 to 65535, not '"
                    + OdooUrl.withoutUser(host) + "' and " + port);
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** The host name is resolved for each connection, and not before. */
    ProxySelector selector() {
        return ProxySelector.of(address);
    }

    /** The value of {@code Proxy-Authorization}, or null if there is no login. */
    @Nullable String authorization() {
        return password == null ? null : "Basic " + encoded(password);
    }

    private String encoded(Secret secret) {
        return Base64.getEncoder().encodeToString((username + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    /** The texts that no message may show. */
    List<Secret> secrets() {
        return password == null ? List.of() : List.of(password, new Secret(encoded(password)));
    }

    /**
     * What to do about a proxy that refused a request.
     *
     * @param tunnel whether the address is an https one
     * @param disabledSchemes the value of {@link #DISABLED_SCHEMES}. It is not proof that the login was sent, since Java may
     *     have read the property before somebody set it.
     */
    String advice(boolean tunnel, @Nullable String disabledSchemes) {
        if (username == null) {
            return "it requires a login; configure the proxy with a username and a password";
        }
        String property = "-D" + DISABLED_SCHEMES + "= (nothing after the equals sign)";
        if (tunnel && disablesBasic(disabledSchemes)) {
            return "Java did not send the login; it sends logins to the proxies of https addresses only if it is started"
                    + " with " + property + ". They are sent unencrypted";
        }
        return "it does not accept the login of " + username
                + (tunnel ? ", or Java did not send it, because it was started without " + property : "");
    }

    private static boolean disablesBasic(@Nullable String schemes) {
        return Stream.of((schemes == null ? "basic" : schemes).split(",", -1))
                .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("basic"));
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
