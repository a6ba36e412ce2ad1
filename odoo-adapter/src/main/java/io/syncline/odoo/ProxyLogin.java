package io.syncline.odoo;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Tells the login of a proxy to that proxy, once in each request, and nothing to servers. The JDK's client asks again after
 * a refusal, up to twenty times, which would lock many an account.
 *
 * <p>One for all requests, since the client keeps what was accepted with the object that told it. Thread-safe.
 */
final class ProxyLogin extends Authenticator {

    private final @Nullable WebProxy proxy;

    /** A request is made by one thread, which the client asks on. */
    private final ThreadLocal<Boolean> told = new ThreadLocal<>();

    ProxyLogin(@Nullable WebProxy proxy) {
        this.proxy = proxy;
    }

    /** Says that this thread is done with a request. */
    void forget() {
        told.remove();
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (proxy == null
                || proxy.password() == null
                || getRequestorType() != RequestorType.PROXY
                || told.get() != null) {
            return null;
        }
        told.set(true);
        return new PasswordAuthentication(
                proxy.username(), proxy.password().reveal().toCharArray());
    }
}
