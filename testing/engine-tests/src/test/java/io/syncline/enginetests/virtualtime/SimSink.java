package io.syncline.enginetests.virtualtime;

import io.syncline.testkit.memory.InMemoryCollection;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.SinkSnapshot;
import java.util.ArrayList;
import java.util.List;

/** A sink, and the copies that were made of it. */
final class SimSink {

    final InMemoryVectorSink memory;
    final InMemoryCollection collection;
    final List<SinkSnapshot> copies = new ArrayList<>();
    private long struckAt = Long.MIN_VALUE;
    private boolean noticed = true;

    SimSink(String name, SimProfile profile) {
        memory = InMemoryVectorSink.builder()
                .name(name)
                .silent(profile.silentSink)
                .unordered(profile.unorderedSink)
                .build();
        collection = memory.collection();
    }

    /** Notes that something happened to the store that no engine did. */
    void struck(long step) {
        struckAt = step;
        noticed = false;
    }

    /** Whether something happened to the store since this was asked last. */
    boolean takeStrike() {
        boolean unnoticed = !noticed;
        noticed = true;
        return unnoticed;
    }

    boolean wasStruckSince(long step) {
        return struckAt >= step;
    }
}
