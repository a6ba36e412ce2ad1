package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.PortCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Signals of the sources about their records, as webhooks send them: before the commit, twice, for records that never existed,
 * or not at all. Drawn apart from all else in a history, most of which have none.
 */
final class SimTouches {

    private static final Set<PortMethod> REPEATED =
            EnumSet.of(PortMethod.SINK_UPSERT, PortMethod.SINK_TRIM, PortMethod.SINK_DELETE);
    private static final Duration MOST_DELAY = Duration.ofSeconds(10);

    private final SimWorld world;
    private final RandomGenerator random;
    private final boolean enabled;
    private final boolean losing;
    private final RandomGenerator losses;
    /** How often a write of a run that has read touched records arrives once more, while the run goes on. */
    private final double repeats;

    SimTouches(SimWorld world, RandomGenerator random, RandomGenerator losses) {
        this.world = world;
        this.random = random;
        this.enabled = random.nextInt(4) == 0;
        this.losses = losses;
        this.losing = enabled && losses.nextBoolean();
        this.repeats = enabled && random.nextInt(3) == 0 ? random.nextDouble() : 0;
    }

    boolean areEnabled() {
        return enabled;
    }

    /** When a write that has been executed arrives once more, if it does: such a run comes to some records twice. */
    Optional<Duration> repeat(SimRun run, PortCall call) {
        boolean applies = repeats > 0 && REPEATED.contains(call.method()) && run.isSync() && run.hasReadById();
        return applies && random.nextDouble() < repeats
                ? Optional.of(Duration.ofMillis(random.nextLong(1 + MOST_DELAY.toMillis())))
                : Optional.empty();
    }

    /** The sources may lose sight of some records, step by step, and tell so; each step alone is within all limits. */
    void loseSight() {
        if (losing && losses.nextInt(3) == 0) {
            world.sources.forEach(users -> users.lose(losses, 1 + losses.nextInt(2)));
        }
    }

    /** Whether a field cannot be read of touched records, although the listing that follows delivers it. */
    boolean lacksAField(SimRun run) {
        return repeats > 0 && run.isSync() && random.nextBoolean();
    }

    /** Records are about to change. */
    void changing(SimUsers users, List<RecordId> ids) {
        if (enabled && random.nextInt(3) == 0) {
            touch(users, ids);
        }
    }

    /** Records have changed. */
    void changed(SimUsers users, List<RecordId> ids) {
        if (!enabled || random.nextInt(3) == 0) {
            return;
        }
        touch(users, ids);
        if (random.nextInt(3) == 0) {
            touch(users, ids);
        }
        if (random.nextInt(4) == 0) {
            touch(users, absent(users));
        }
    }

    /** Now and then more than are kept. */
    private List<RecordId> absent(SimUsers users) {
        int count = random.nextInt(20) == 0 ? 600 : 1 + random.nextInt(3);
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(users.id(100_000 + random.nextInt(10_000)));
        }
        return ids;
    }

    private void touch(SimUsers users, List<RecordId> ids) {
        world.routes.stream()
                .filter(route -> route.users == users)
                .forEach(route -> TouchDocument.in(route.store.memory, route.stateKey())
                        .ifPresent(document -> document.add(ids, route.store.memory.now())));
    }

    /** What two completed runs leave. */
    void check(SimRoute route) {
        if (enabled) {
            TouchDocument.in(route.store.memory, route.stateKey())
                    .ifPresent(document -> world.checker.require(
                            document.read().isEmpty(),
                            "Two completed runs have not read all touched records: %s",
                            document.read()));
        }
    }
}
