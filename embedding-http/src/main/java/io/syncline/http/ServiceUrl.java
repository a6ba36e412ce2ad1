package io.syncline.http;

import java.net.URI;
import java.util.Locale;

/** The base address of a service, below which its endpoints are. */
public final class ServiceUrl {

    private static final String VERSION = "/v1";

    private ServiceUrl() {}

    /**
     * Checks an address as people write it.
     *
     * @param text such as {@code https://api.example.com/v1}; a missing path is taken for {@code /v1}
     * @return the address, without a slash at its end
     * @throws IllegalArgumentException if it is not an http or https address, or holds user, query or fragment
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException malformed) {
            // The cause would show what was written, which may hold a password.
            throw new IllegalArgumentException("The base URL is not an address such as https://host/v1");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("The base URL must be an address such as https://host/v1");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL must have no user, query or fragment; the key has a setting of its own");
        }
        return uri.getRawPath().isEmpty() ? URI.create(uri + VERSION) : uri;
    }
}
