package io.syncline.service.simulation;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.service.schedule.ScheduledWork;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What several processes share: the time, the leases, the store, and a source that may be out. Used by one thread at a time. */
final class World {

    static final Duration LEASE_TTL = Duration.ofMinutes(1);

    final VirtualTime time;
    final Random random;
    final InMemoryMetadataStore store;
    final List<Event> events = new ArrayList<>();
    private final Map<ModelName, Lease> leases = new HashMap<>();
    Instant outageFrom = Instant.MAX;
    Instant outageTo = Instant.MIN;

    /** A run of a process, with the lease of its model unless it was refused. */
    record Event(String process, ModelName model, ScheduledWork work, Instant start, Instant end, RunOutcome outcome) {}

    private record Lease(SimulatedProcess holder, Instant diesAt) {}

    World(Instant start, long seed) {
        this.time = new VirtualTime(start);
        this.store = new InMemoryMetadataStore(time::now);
        this.random = new Random(seed);
    }

    boolean isOut() {
        Instant now = time.now();
        return !now.isBefore(outageFrom) && now.isBefore(outageTo);
    }

    /** Runs some work with the lease of the model, or refuses it. */
    RunOutcome run(SimulatedProcess process, ModelName model, ScheduledWork work) {
        Instant start = time.now();
        Lease held = leases.get(model);
        if (held != null
                && !(held.holder().isDead()
                        && held.holder().diedAt().plus(LEASE_TTL).isBefore(start))) {
            events.add(new Event(process.name(), model, work, start, start, RunOutcome.REFUSED_IN_PROGRESS));
            return RunOutcome.REFUSED_IN_PROGRESS;
        }
        leases.put(model, new Lease(process, Instant.MAX));
        boolean out = isOut();
        process.sleep(out ? Duration.ofMinutes(10) : Duration.ofMillis(500 + random.nextInt(15_000)));
        RunOutcome outcome = out ? RunOutcome.FAILED : RunOutcome.COMPLETED;
        leases.remove(model);
        events.add(new Event(process.name(), model, work, start, time.now(), outcome));
        return outcome;
    }
}
