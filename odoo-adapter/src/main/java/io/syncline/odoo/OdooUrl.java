package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks and normalises settings that people type. */
final class OdooUrl {

    private static final char DELETE = 127;

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

    /** Refuses a key that cannot be sent in a header, such as one that was copied with typographic quotes. */
    static String key(String value) {
        if (!plainText("API key", value).chars().allMatch(c -> c > ' ' && c < DELETE)) {
            throw new IllegalArgumentException(
                    "The API key contains spaces or characters that are not ASCII, which no key of"
                            + " Odoo does; copy it again. A password belongs into 'password'");
        }
        return value;
    }

    /** Refuses text that cannot be sent. The message does not show it, since it may be a secret. */
    static String plainText(String setting, String value) {
        if (requireNonNull(value, setting).isBlank()) {
            throw new IllegalArgumentException("The " + setting + " must not be blank");
        }
        if (!Texts.clean(value).equals(value)) {
            throw new IllegalArgumentException("The " + setting + " contains control characters, which cannot be sent");
        }
        if (isInvisible(value.codePointAt(0)) || isInvisible(value.codePointBefore(value.length()))) {
            throw new IllegalArgumentException(
                    "The " + setting
                            + " begins or ends with an invisible character, such as a no-break space or a byte order mark; remove it");
        }
        return value;
    }

    /** Blanks and line ends are refused where values are read; these come with texts that were copied or saved by an editor. */
    private static boolean isInvisible(int c) {
        return c > DELETE && (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
    }
}
