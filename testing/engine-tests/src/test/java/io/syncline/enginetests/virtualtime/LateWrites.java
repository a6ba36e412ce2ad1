package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes that arrive when their run is over and a later one has already found the record unchanged, so that it wrote
 * nothing that would reject them. Nothing else is excused: a write that arrives before the later run compares is found by
 * it, and one that arrives after it has written is rejected by the sink.
 */
final class LateWrites {

    private record Comparison(long epoch, long step) {}

    private final SimWorld world;
    /** The latest run that was told what the sink holds of a record, and would have replaced it. */
    private final Map<RecordId, Comparison> compared = new HashMap<>();
    /** In which step such a write changed a record. */
    private final Map<RecordId, Long> landed = new HashMap<>();

    LateWrites(SimWorld world) {
        this.world = world;
    }

    void compared(SimRun run, Collection<RecordId> ids) {
        if (!run.isStoring()) {
            return;
        }
        long step = world.time.steps();
        for (RecordId id : ids) {
            run.compared(id, step);
            compared.merge(id, new Comparison(run.epoch(), step), (old, now) -> now.epoch() >= old.epoch() ? now : old);
        }
    }

    /** A run has changed what the sink holds of a record. */
    void changed(SimRun run, RecordId id) {
        Comparison latest = compared.get(id);
        if (latest != null && latest.epoch() > run.epoch()) {
            landed.put(id, world.time.steps());
        } else {
            landed.remove(id);
        }
    }

    /** Whether a record may be outdated although a run claims that it is current. */
    boolean excuses(SimRun run, RecordId id) {
        return landed.containsKey(id) && run.comparedAt(id) <= landed.get(id);
    }

    /** The records that such writes have changed, and nothing since. */
    Set<RecordId> records() {
        return Set.copyOf(landed.keySet());
    }
}
