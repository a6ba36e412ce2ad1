package io.syncline.core.internal.quota;

import io.syncline.core.internal.runtime.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs that wait before an {@link EmbedGate}. Not thread-safe: guarded by the gate. */
final class EmbedLanes {

    private final List<EmbedLane> waiting = new ArrayList<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean contains(EmbedLane lane) {
        return waiting.contains(lane);
    }

    void add(EmbedLane lane) {
        waiting.add(lane);
    }

    boolean remove(EmbedLane lane) {
        return waiting.remove(lane);
    }

    boolean removeAll(EventLoop loop) {
        return waiting.removeIf(lane -> lane.loop().equals(loop));
    }

    /** Whose turn it is: the one that has been given the least. */
    @Nullable EmbedLane head() {
        return waiting.stream()
                .min(Comparator.comparingDouble(EmbedLane::served).thenComparingLong(EmbedLane::number))
                .orElse(null);
    }

    void wakeHead() {
        EmbedLane head = head();
        if (head != null) {
            head.wakeNow();
        }
    }

    void wakeAll() {
        waiting.forEach(EmbedLane::wakeNow);
    }
}
