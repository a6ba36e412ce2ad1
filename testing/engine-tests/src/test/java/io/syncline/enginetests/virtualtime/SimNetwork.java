package io.syncline.enginetests.virtualtime;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.Ports;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.PortCall;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The network between a process and its ports: calls are lost, late, duplicated, refused, and overtaken by others. */
final class SimNetwork {

    static final String EMBEDDER_POISON = "indigestible";
    static final String SINK_POISON = "unstorable";
    /** In the message of a failure after which the call may have been applied. */
    static final String LOST = "was lost";

    private static final int DEEPEST_NESTING = 2;
    private static final Set<PortMethod> WRITES = EnumSet.of(
            PortMethod.SINK_UPSERT,
            PortMethod.SINK_TRIM,
            PortMethod.SINK_DELETE,
            PortMethod.SINK_QUARANTINE,
            PortMethod.SINK_LIFT,
            PortMethod.SINK_RAISE_MARK,
            PortMethod.STORE_COMPARE_AND_SET,
            PortMethod.STORE_COMPARE_AND_SET_DOCUMENT,
            PortMethod.STORE_PUT_FAILURES,
            PortMethod.STORE_REMOVE_FAILURES,
            PortMethod.STORE_MOVE,
            PortMethod.STORE_REMOVE);

    private final SimWorld world;
    private final SimProfile profile;
    private final RandomGenerator random;
    private boolean faulty;
    private boolean poisonous = true;
    private int nesting;

    SimNetwork(SimWorld world, SimProfile profile, RandomGenerator random) {
        this.world = world;
        this.profile = profile;
        this.random = random;
    }

    /** From now on calls fail. */
    void disturb() {
        faulty = true;
    }

    /** Ends all faults except poison. */
    void heal() {
        faulty = false;
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Ends poison too. */
    void detoxify() {
        poisonous = false;
    }

    boolean isPoisonous() {
        return poisonous;
    }

    /** The ports as a run sees them. */
    Ports between(SimRun run, Ports ports) {
        Fault fault = Fault.of("NETWORK", (call, execution) -> call(run, call, execution));
        FaultPlan plan = (method, number) -> Optional.of(fault);
        FaultInjector injector = new FaultInjector(plan);
        return new Ports(
                injector.wrap(ports.source()),
                injector.wrap(ports.embedder()),
                injector.wrap(ports.sink()),
                injector.wrap(ports.metadata()));
    }

    private void call(SimRun run, PortCall call, Runnable execution) {
        PortMethod method = call.method();
        world.time.note(method.name().hashCode());
        world.checker.sending(run, call);
        if (!faulty) {
            poison(call);
            execution.run();
            overtake(run, call);
            return;
        }
        interleave(run, method);
        crash(run, method, arriving(run, call, execution));
        if (random.nextDouble() < profile.failing) {
            fail(call);
        }
        poison(call);
        if (random.nextDouble() < profile.unknown) {
            lose(call, arriving(run, call, execution));
        }
        execution.run();
        world.touches.repeat(run, call).ifPresent(delay -> later(execution, delay));
        crash(run, method, () -> {});
        overtake(run, call);
    }

    private void overtake(SimRun run, PortCall call) {
        if (world.deaths.follow(run, call)) {
            die(run);
        }
    }

    /** Other processes, and other calls of this one, continue while this call is in flight. */
    private void interleave(SimRun run, PortMethod method) {
        if (nesting < DEEPEST_NESTING && random.nextDouble() < profile.interleaving) {
            Duration duration = Duration.ofNanos((long) (profile.leaseTtl.toNanos() * random.nextDouble()));
            if (method == PortMethod.SINK_RAISE_MARK) {
                // a run makes one such call at a time: in its threads, the next one waits
                run.loop.pause(duration.plusNanos(1));
            }
            nesting++;
            world.time.run(duration);
            nesting--;
        }
        if (run.loop.isDead()) {
            throw new VirtualLoop.Died();
        }
    }

    /** A store that was restored or created again knows nothing of earlier connections, nor of calls that are on their way. */
    private Runnable arriving(SimRun run, PortCall call, Runnable execution) {
        long sent = world.time.steps();
        long sentNanos = world.time.nanos();
        return () -> {
            boolean lost = call.method() == PortMethod.SINK_RAISE_MARK && run.route.sink.wasStruckSince(sent);
            boolean outdated = call.method().name().startsWith("STORE_") && run.route.store.wasLostSince(sentNanos);
            if (!lost && !outdated) {
                execution.run();
            }
        };
    }

    private void crash(SimRun run, PortMethod method, Runnable underway) {
        if (random.nextDouble() < profile.crashesInCalls) {
            if (WRITES.contains(method) && random.nextBoolean()) {
                later(underway);
            }
            die(run);
        }
    }

    private static void die(SimRun run) {
        run.process.kill();
        throw new VirtualLoop.Died();
    }

    private void fail(PortCall call) {
        if (random.nextInt(40) == 0) {
            throw new SetupException("Simulated: " + call + " is refused for all");
        }
        Duration after = Duration.ofMillis(random.nextInt(3000));
        throw random.nextInt(4) == 0
                ? new TransientException("Simulated: " + call + " is rate-limited", null, after)
                : new TransientException("Simulated: " + call + " failed", null);
    }

    private void poison(PortCall call) {
        if (!poisonous || profile.poison == 0) {
            return;
        }
        if (call.method() == PortMethod.EMBEDDER_EMBED
                && mentions(call.arguments().get(0), EMBEDDER_POISON)) {
            if (world.adversaries.breaksDown()) {
                world.service.breakDown();
                throw new TransientException("Simulated: connection reset", null);
            }
            throw profile.poisonKind.failure("Simulated: indigestible text");
        }
        if (call.method() == PortMethod.SINK_UPSERT && mentions(call.arguments().get(2), SINK_POISON)) {
            throw profile.poisonKind.ofSink().failure("Simulated: unstorable document");
        }
    }

    private static boolean mentions(Object argument, String word) {
        return ((List<?>) argument)
                .stream().anyMatch(element -> element.toString().contains(word));
    }

    /** The answer is lost; the call itself is applied now, later, twice, or never. */
    private void lose(PortCall call, Runnable execution) {
        switch (random.nextInt(WRITES.contains(call.method()) ? 4 : 1)) {
            case 0 -> execution.run();
            case 1 -> later(execution);
            case 2 -> {
                execution.run();
                later(execution);
            }
            default -> {}
        }
        throw new UnknownOutcomeException("Simulated: the answer to " + call + " " + LOST);
    }

    private void later(Runnable execution) {
        long nanos = (long) (profile.longestDelay().toNanos() * random.nextDouble() * random.nextDouble());
        later(execution, Duration.ofNanos(nanos));
    }

    private void later(Runnable execution, Duration delay) {
        world.time.after(delay, () -> {
            try {
                execution.run();
            } catch (SyncException | IllegalArgumentException refused) {
                world.time.note(refused.getClass().getSimpleName().hashCode());
            }
        });
    }
}
