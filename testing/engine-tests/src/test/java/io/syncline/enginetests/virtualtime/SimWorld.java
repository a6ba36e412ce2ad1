package io.syncline.enginetests.virtualtime;

import io.syncline.api.SyncListener;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.port.Ports;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.PageShape;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Source, embedder, sink and metadata store of a history, on one virtual clock, with one random generator for all. */
final class SimWorld {

    static final ModelKey KEY = new ModelKey("memory:sim", SimUsers.MODEL);

    final RandomGenerator random;
    final SimProfile profile;
    final VirtualTime time;
    final SimUsers users;
    final InMemoryEmbedder embedder = InMemoryEmbedder.builder().dimension(2).build();
    final InMemoryVectorSink sink;
    final InMemoryMetadataStore metadata;
    final SimNetwork network;
    final SimChecker checker;
    final PlantedFault plant;
    private int deployment;
    private boolean blind;

    SimWorld(long seed, PlantedFault plant) {
        this.random = new SplittableRandom(seed);
        this.plant = plant;
        this.profile = new SimProfile(random);
        this.time = new VirtualTime(Instant.parse("2026-11-24T08:00:00Z"), random);
        PageShape shape = List.of(PageShape.values()).get(random.nextInt(3));
        this.users = new SimUsers(
                time, profile, random, InMemoryRecordSource.builder().pages(shape));
        this.sink = profile.silentSink ? InMemoryVectorSink.silent() : new InMemoryVectorSink();
        this.metadata = new InMemoryMetadataStore(time);
        this.network = new SimNetwork(this, profile, random);
        this.checker = new SimChecker(this);
        sink.prepare(new SinkSchema(embedder.fingerprint()));
    }

    /** How documents are made from now on; a number that only rises. */
    void redeploy() {
        deployment++;
    }

    int deployment() {
        return deployment;
    }

    /** Whether the source lists nothing, as for a user who has lost access. */
    boolean isBlind() {
        return blind;
    }

    void blind(boolean now) {
        blind = now;
    }

    /** An engine for one run. */
    EngineContext context(SimRun run) {
        Ports watched = new Ports(
                plant.source(run, this, new WatchedSource(run, this, users.source())),
                embedder,
                plant.sink(run, this, new WatchedSink(run, this, sink.reopen())),
                plant.metadata(run, this, new WatchedStore(run, this, metadata)));
        return new EngineContext(
                network.between(run, watched),
                profile.settings(),
                SimProcess.models(run.deployment),
                new SafeListener(SyncListener.NONE),
                random);
    }
}
