package io.syncline.http;

import java.util.Locale;

/** A key that no log, message or {@code toString} shows. Immutable. */
public final class ApiKey {

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * A key.
     *
     * @param value the key as the service gave it; spaces around it are dropped
     * @return the key
     * @throws IllegalArgumentException if it is blank or holds what cannot be sent; the message does not show it
     */
    public static ApiKey of(String value) {
        String key = value.strip();
        if (key.isEmpty() || !key.chars().allMatch(sign -> sign > ' ' && sign < 0x7f)) {
            throw new IllegalArgumentException("The API key is blank, or holds spaces or signs beyond ASCII");
        }
        return new ApiKey(key);
    }

    /**
     * Tells a kind of key by its beginning.
     *
     * @param prefix in lower case, such as {@code al-}
     * @return whether it begins like that
     */
    public boolean startsWith(String prefix) {
        return value.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    String header() {
        return "Bearer " + value;
    }

    String scrub(String text) {
        return text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
