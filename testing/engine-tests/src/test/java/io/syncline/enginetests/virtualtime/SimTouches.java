package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.internal.touch.TouchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Signals of the sources about their records, as webhooks send them: before the commit, twice, for records that never existed,
 * or not at all. Drawn apart from all else in a history, most of which have none.
 */
final class SimTouches {

    private final SimWorld world;
    private final RandomGenerator random;
    private final boolean enabled;

    SimTouches(SimWorld world, RandomGenerator random) {
        this.world = world;
        this.random = random;
        this.enabled = random.nextInt(4) == 0;
    }

    boolean areEnabled() {
        return enabled;
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
                        .ifPresent(document -> document.add(ids)));
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
