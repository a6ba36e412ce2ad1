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
import java.util.Optional;
import java.util.Random;

/** What several processes share: the time, the leases, the store, and a source that may be out. Used by one thread at a time. */
final class World {

    static final Duration LEASE_TTL = Duration.ofMinutes(1);

    /** So late after a signal its transaction may be committed. */
    static final Duration LATEST_COMMIT = Duration.ofSeconds(30);

    /** How long a run waits for a source that is out. */
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    final VirtualTime time;
    final Random random;
    final InMemoryMetadataStore store;
    final List<Event> events = new ArrayList<>();
    private final Map<ModelName, Lease> leases = new HashMap<>();
    Instant outageFrom = Instant.MAX;
    Instant outageTo = Instant.MIN;

    /** How long runs take; some seconds unless set. */
    Optional<Duration> runTime = Optional.empty();

    /** How runs end immediately, if they do. */
    Optional<RunOutcome> broken = Optional.empty();

    /** How often the source has changed. */
    long changes;

    /** When records were touched that no run has read twice, by model; as an engine keeps them. */
    private final Map<ModelName, List<Touch>> touches = new HashMap<>();

    private record Touch(Instant at, boolean read) {

        boolean isDue(Instant start) {
            return !read || !start.isBefore(at.plus(LATEST_COMMIT));
        }
    }

    /** A run of a process, with the lease of its model unless it was refused. */
    record Event(String process, ModelName model, ScheduledWork work, Instant start, Instant end, RunOutcome outcome) {}

    private record Lease(SimulatedProcess holder, Instant start) {

        boolean isHeld(Instant now) {
            return !holder.lastAlive().plus(LEASE_TTL).isBefore(now);
        }
    }

    World(Instant start, long seed) {
        this.time = new VirtualTime(start);
        this.store = new InMemoryMetadataStore(time::now);
        this.random = new Random(seed);
    }

    boolean isOut() {
        Instant now = time.now();
        return !now.isBefore(outageFrom) && now.isBefore(outageTo);
    }

    /** When the run of a model began that has not ended yet; now if there is none. */
    Instant latestStart(ModelName model) {
        Lease lease = leases.get(model);
        return lease == null || !lease.isHeld(time.now()) ? time.now() : lease.start();
    }

    void touch(ModelName model) {
        touches.computeIfAbsent(model, name -> new ArrayList<>()).add(new Touch(time.now(), false));
    }

    /** A sync that began at a time reads what was touched before; returns how many records are left. */
    int readTouched(ModelName model, Instant start) {
        List<Touch> left = new ArrayList<>();
        for (Touch touch : touches.getOrDefault(model, List.of())) {
            if (touch.at().isAfter(start) || !touch.isDue(start)) {
                left.add(touch);
            } else if (!touch.read()) {
                left.add(new Touch(touch.at(), true));
            }
        }
        touches.put(model, left);
        return left.size();
    }

    /** The touched records that are to be read. */
    int touched(ModelName model) {
        return touches.getOrDefault(model, List.of()).size();
    }

    private Duration runTime() {
        return runTime.orElseGet(() -> Duration.ofMillis(500 + random.nextInt(15_000)));
    }

    /** Runs some work with the lease of the model, or refuses it. */
    RunOutcome run(SimulatedProcess process, ModelName model, ScheduledWork work) {
        Instant start = time.now();
        Lease held = leases.get(model);
        if (held != null && held.isHeld(start)) {
            events.add(new Event(process.name(), model, work, start, start, RunOutcome.REFUSED_IN_PROGRESS));
            return RunOutcome.REFUSED_IN_PROGRESS;
        }
        Lease lease = new Lease(process, start);
        leases.put(model, lease);
        boolean out = isOut();
        process.sleep(broken.isPresent() ? Duration.ZERO : out ? OUTAGE : runTime());
        boolean isOwner = leases.remove(model, lease); // while it was suspended, another process may have taken over
        RunOutcome outcome = broken.orElseGet(() -> out || !isOwner
                ? RunOutcome.FAILED
                : Thread.interrupted() ? RunOutcome.CANCELLED : RunOutcome.COMPLETED);
        events.add(new Event(process.name(), model, work, start, time.now(), outcome));
        return outcome;
    }
}
