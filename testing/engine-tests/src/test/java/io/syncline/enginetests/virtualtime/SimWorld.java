package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Sources, embedder, sinks and metadata stores of a history, on one virtual time, with one random generator for all. */
final class SimWorld {

    private static final Duration LARGEST_SKEW = Duration.ofHours(1);
    private static final long ADVERSARIES = 0x9E3779B97F4A7C15L;
    private static final long TOUCHES = 0xD1B54A32D192ED03L;
    private static final long LOSSES = 0xA24BAED4963EE407L;
    private static final long DATES = 0xBF58476D1CE4E5B9L;
    private static final long DEATHS = 0x94D049BB133111EBL;

    final RandomGenerator random;
    /** Decides which fields cannot be read. */
    final RandomGenerator fieldRandom;

    /** Decides how the times that sources report differ from those of their changes. */
    final RandomGenerator dateRandom;

    final SimAdversaries adversaries;
    final SimTouches touches;
    final SimDeaths deaths;

    final SimProfile profile;
    final VirtualTime time;
    final InMemoryEmbedder embedder = InMemoryEmbedder.builder().dimension(2).build();
    final SimService service;
    final List<SimUsers> sources = new ArrayList<>();
    final List<SimSink> sinks = new ArrayList<>();
    final List<SimStore> stores = new ArrayList<>();
    final List<SimRoute> routes = new ArrayList<>();
    final SimNetwork network;
    final SimChecker checker;
    final SimDisasters disasters;
    final PlantedFault plant;
    private final List<SimRun> runs = new ArrayList<>();
    private int deployment;
    private boolean blind;

    SimWorld(long seed, PlantedFault plant) {
        this.random = new SplittableRandom(seed);
        this.fieldRandom = new SplittableRandom(~seed);
        this.plant = plant;
        this.profile = new SimProfile(random, fieldRandom);
        this.time = new VirtualTime(Instant.parse("2026-11-24T08:00:00Z"), random);
        this.network = new SimNetwork(this, profile, random);
        this.adversaries = new SimAdversaries(new SplittableRandom(seed * ADVERSARIES), profile, network);
        this.touches = new SimTouches(this, new SplittableRandom(seed * TOUCHES), new SplittableRandom(seed * LOSSES));
        this.dateRandom = new SplittableRandom(seed * DATES);
        this.deaths = new SimDeaths(new SplittableRandom(seed * DEATHS));
        this.service = new SimService(embedder, time, adversaries);
        this.checker = new SimChecker(this);
        this.disasters = new SimDisasters(this);
        for (int i = 1; i <= profile.sources; i++) {
            sources.add(new SimUsers("memory:sim-" + i, new SimClock(time, skew()), this));
        }
        for (int i = 1; i <= profile.sinks; i++) {
            sinks.add(new SimSink("sink" + i, profile));
        }
        for (int i = 1; i <= profile.stores; i++) {
            stores.add(new SimStore(new SimClock(time, Duration.ZERO)));
        }
        buildRoutes();
    }

    /**
     * Where clocks jump, a source is not behind the metadata stores: a mark that a store's clock has bounded would lie in its
     * future once its own clock is right again.
     */
    private Duration skew() {
        long most = LARGEST_SKEW.toMillis();
        return Duration.ofMillis(profile.jumps > 0 ? random.nextLong(most) : random.nextLong(2 * most) - most);
    }

    /** Each source has a route, each sink may have one from each source. */
    private void buildRoutes() {
        Set<SimSink> used = new HashSet<>();
        for (SimUsers users : sources) {
            for (SimSink sink : sinks) {
                if (used.size() < sinks.size() || random.nextBoolean()) {
                    used.add(sink);
                    SimStore store = stores.get(random.nextInt(stores.size()));
                    routes.add(new SimRoute(this, users, sink, store));
                }
            }
        }
    }

    SimRoute anyRoute() {
        return routes.get(random.nextInt(routes.size()));
    }

    /** How documents are made from now on; a number that only rises. */
    void redeploy() {
        deployment++;
    }

    int deployment() {
        return deployment;
    }

    /** Whether the sources list nothing, as for a user who has lost access. */
    boolean isBlind() {
        return blind;
    }

    void blind(boolean now) {
        blind = now;
    }

    void started(SimRun run) {
        runs.removeIf(other -> !other.isActive());
        runs.add(run);
    }

    /** Whether an engine is at work on a sink. */
    boolean isBusy(SimSink sink) {
        return runs.stream().anyMatch(run -> run.route.sink == sink && run.isActive());
    }

    /** Whether an engine is at work with a metadata store. */
    boolean isBusy(SimStore store) {
        return runs.stream().anyMatch(run -> run.route.store == store && run.isActive());
    }

    /** The settings of the model in a deployment. */
    Map<ModelName, ModelSettings> models(int number) {
        ModelSettings.Builder settings = ModelSettings.builder()
                .template(number % 2 == 0 ? "{name}" : "Called {name}")
                .addPayload(SimUsers.SEAL);
        if (adversaries.linked) {
            settings.addPayload(SimTeams.TEAM);
        }
        return Map.of(SimUsers.MODEL, settings.build());
    }

    private MetadataStore documented(MetadataStore store, SharedDocuments documents) {
        return touches.areEnabled() ? new StoreWithDocuments(store, documents) : store;
    }

    /** An engine for one run. */
    EngineContext context(SimRun run) {
        SimRoute route = run.route;
        Ports watched = new Ports(
                plant.source(run, this, new WatchedSource(run, this, run.process.source())),
                plant.embedder(run, this, service),
                plant.sink(run, this, new WatchedSink(run, this, route.sink.memory.reopen())),
                documented(plant.metadata(run, this, new WatchedStore(run, route.store.memory)), route.store.memory));
        return new EngineContext(
                network.between(run, watched),
                profile.settings(),
                models(run.deployment),
                new SafeListener(SyncListener.NONE),
                random);
    }
}
