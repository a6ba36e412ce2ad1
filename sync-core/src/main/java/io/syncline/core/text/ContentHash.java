package io.syncline.core.text;

import io.syncline.core.port.vector.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes of content; collisions are no practical matter. */
final class ContentHash {

    /** Only cloned, never updated: looking the algorithm up costs as much as hashing a few lines. */
    private static final MessageDigest FRESH = lookedUp();

    private ContentHash() {}

    static String of(String text, Payload payload) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        if (!payload.values().isEmpty()) {
            digest.update((byte) 0);
            digest.update(payload.toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first 16 hexadecimal digits of a text's hash. */
    static String shortOf(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return lookedUp();
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
