package io.syncline.cli.config;

/** A password or key. Nothing but {@link #reveal()} shows it. */
public final class Secret {

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /**
     * The secret itself, for the adapter that needs it.
     *
     * @return the value
     */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
