package io.syncline.enginetests.virtualtime;

import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.StateSnapshot;
import java.util.ArrayList;
import java.util.List;

/** A metadata store with its clock, and the backups that were made of it. */
final class SimStore {

    final SimClock clock;
    final InMemoryMetadataStore memory;
    final List<StateSnapshot> backups = new ArrayList<>();
    private long lostAt = Long.MIN_VALUE;

    SimStore(SimClock clock) {
        this.clock = clock;
        this.memory = new InMemoryMetadataStore(clock);
    }

    /** Notes that states changed without an engine. */
    void lost(long nanos) {
        lostAt = nanos;
    }

    boolean wasLostSince(long nanos) {
        return lostAt >= nanos;
    }

    /** Whether leases may have lost their meaning since a time: by a jump of the clock, or with the states. */
    boolean isDisturbedSince(long nanos) {
        return lostAt >= nanos || clock.hasJumpedSince(nanos);
    }
}
