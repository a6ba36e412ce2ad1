package io.syncline.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The token that clients send, of which only a hash is kept. Thread-safe. */
public final class BearerToken {

    private static final String BEARER = "bearer ";

    private final byte @Nullable [] hash;

    /**
     * A token.
     *
     * @param token null if none is required
     */
    public BearerToken(@Nullable String token) {
        this.hash = token == null ? null : digest(token);
    }

    /** Whether a header has it; compares in a time that does not depend on how much of the token is right. */
    public boolean isIn(@Nullable String header) {
        if (hash == null) {
            return true;
        }
        String given = header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
        return MessageDigest.isEqual(digest(given), hash);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
