package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.vector.SinkMark;
import io.syncline.testkit.memory.SinkSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What happens to sinks and clocks beside the engines: sinks are lost, emptied and restored, clocks set wrong and right. */
final class SimDisasters {

    private static final int MOST_COPIES = 3;

    private final SimWorld world;
    private final RandomGenerator random;
    /** The clock that is wrong; there is one at a time. */
    private Optional<SimClock> wrong = Optional.empty();

    SimDisasters(SimWorld world) {
        this.world = world;
        this.random = world.random;
    }

    /** Something happens at once or soon, probably in the midst of a run. */
    void strikeSoon() {
        long nanos = (long) (world.profile.actionGap.toNanos() * random.nextDouble());
        world.time.after(Duration.ofNanos(nanos), () -> {
            if (world.network.isFaulty()) {
                strike(world.sinks.get(random.nextInt(world.sinks.size())));
            }
        });
    }

    private void strike(SimSink sink) {
        switch (random.nextInt(8)) {
            case 0 -> sink.collection.lose();
            case 1 -> sink.collection.clear();
            case 2 ->
                sink.collection.clear(
                        world.routes.get(random.nextInt(world.routes.size())).key());
            case 3, 4 -> copy(sink);
            default -> restore(sink);
        }
        struck(sink);
    }

    /** What a sink holds of the source of a route is deleted. */
    void empty(SimRoute route) {
        route.sink.collection.clear(route.key());
        struck(route.sink);
    }

    /** What a sink holds under the earlier name of a source is deleted. */
    void emptyEarlier(SimRoute route) {
        route.sink.collection.clear(route.earlierKey());
        struck(route.sink);
    }

    private void struck(SimSink sink) {
        sink.struck(world.time.steps());
        world.routes.stream().filter(route -> route.sink == sink).forEach(route -> route.checks.struck());
    }

    private void copy(SimSink sink) {
        if (sink.copies.size() == MOST_COPIES) {
            sink.copies.remove(random.nextInt(MOST_COPIES));
        }
        sink.copies.add(sink.collection.snapshot());
    }

    private void restore(SimSink sink) {
        // a copy may hold records under a name that nobody knows any more
        if (sink.copies.isEmpty()) {
            return;
        }
        SinkSnapshot copy = sink.copies.get(random.nextInt(sink.copies.size()));
        if (!world.isBusy(sink) || isOlder(copy, sink)) {
            sink.collection.restore(copy);
            world.routes.stream().filter(route -> route.sink == sink).forEach(SimRoute::restored);
        }
    }

    /**
     * Whether runs can tell a copy from what is there. Nobody can tell, within a run, a copy that was made between two
     * raises of the mark.
     */
    private boolean isOlder(SinkSnapshot copy, SimSink sink) {
        return copy.identity().equals(sink.collection.identity())
                && world.routes.stream()
                        .filter(route -> route.sink == sink)
                        .allMatch(route -> value(copy.mark(route.key())) < value(sink.collection.mark(route.key())));
    }

    private static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }

    /** States are lost, or restored from an older backup, while no engine uses them. */
    void loseStatesSoon() {
        long nanos = (long) (world.profile.actionGap.toNanos() * random.nextDouble());
        world.time.after(Duration.ofNanos(nanos), () -> {
            if (world.network.isFaulty()) {
                loseStates(world.stores.get(random.nextInt(world.stores.size())));
            }
        });
    }

    private void loseStates(SimStore store) {
        if (random.nextInt(3) == 0) {
            store.backups.add(store.memory.snapshot());
            return;
        }
        if (world.isBusy(store)) {
            return;
        }
        if (store.backups.isEmpty() || random.nextInt(3) == 0) {
            store.memory.lose();
        } else {
            store.memory.restore(store.backups.get(random.nextInt(store.backups.size())));
        }
        store.lost(world.time.nanos());
        world.routes.stream().filter(route -> route.store == store).forEach(route -> route.checks.statesLost());
    }

    /** Sets a clock wrong by up to an hour, or the wrong one right. */
    void jump() {
        if (wrong.isPresent()) {
            correct();
            return;
        }
        int chosen = random.nextInt(world.sources.size() + world.stores.size());
        SimClock clock = chosen < world.sources.size()
                ? world.sources.get(chosen).clock()
                : world.stores.get(chosen - world.sources.size()).clock;
        clock.jump(Duration.ofMillis(random.nextLong(7_200_000) - 3_600_000));
        wrong = Optional.of(clock);
    }

    void correct() {
        wrong.ifPresent(clock -> clock.jump(Duration.ZERO));
        wrong = Optional.empty();
    }
}
