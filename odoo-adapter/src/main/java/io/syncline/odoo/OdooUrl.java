package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks and normalises settings that people type. */
final class OdooUrl {

    private OdooUrl() {}

    /** Equal addresses give equal texts, since the URL is part of every point id. */
    static URI normalised(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException showsTheText) {
            throw new IllegalArgumentException(
                    "Not a url such as https://erp.example.com: '" + withoutUser(text) + "'");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "Not a url such as https://erp.example.com: '" + withoutUser(text) + "'");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "The url must not contain a user, query or fragment; give scheme, host, port and path only");
        }
        int defaultPort = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == defaultPort ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    /** The text before an {@code @} may be a password. */
    static String withoutUser(String text) {
        return text.replaceAll(".*@", "***@");
    }

    /** Refuses text that cannot be sent. The message does not show it, since it may be a secret. */
    static String plainText(String setting, String value) {
        if (requireNonNull(value, setting).isBlank()) {
            throw new IllegalArgumentException("The " + setting + " must not be blank");
        }
        if (!Texts.clean(value).equals(value)) {
            throw new IllegalArgumentException("The " + setting + " contains control characters, which cannot be sent");
        }
        return value;
    }
}
