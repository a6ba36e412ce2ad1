package io.syncline.odoo;

/** A password or key that no log, message or {@code toString} shows. */
final class Secret {

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    String reveal() {
        return value;
    }

    boolean isIn(String text) {
        return text.contains(value);
    }

    /** Replaces the secret in a text. */
    String scrub(String text) {
        return text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
