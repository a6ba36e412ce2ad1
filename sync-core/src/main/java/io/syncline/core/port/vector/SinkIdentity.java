package io.syncline.core.port.vector;

/**
 * Which store a sink is, and since which creation.
 *
 * @param id chosen at random when the collection or file was created and stored in it, so that a store that was deleted
 *     and created again has another one, and a copy has the same one; 1 to 64 letters, digits and hyphens
 * @param name what people call it, for example {@code collection records at localhost:6334}; without secrets
 */
public record SinkIdentity(String id, String name) {

    /** The id of a store that an earlier version created and none has written to since. */
    public static final String UNKNOWN = "unknown";

    /** Whether the store has an identity of its own; see {@link #UNKNOWN}. */
    public boolean isKnown() {
        return !id.equals(UNKNOWN);
    }

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public SinkIdentity {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("The id of a sink must be 1 to 64 letters, digits and hyphens");
        }
    }
}
