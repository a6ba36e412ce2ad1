package io.syncline.testkit.memory;

/** A copy of the states and failed records of an {@link InMemoryMetadataStore}. Immutable. */
public final class StateSnapshot {

    private final StateTable table;

    /** Takes a table that nobody changes. */
    StateSnapshot(StateTable table) {
        this.table = table;
    }

    StateTable table() {
        return table;
    }
}
