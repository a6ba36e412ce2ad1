package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import java.util.HashMap;
import java.util.Map;

/** From a source to a sink, with the metadata store that remembers how far it is synced. */
final class SimRoute {

    final SimUsers users;
    final SimSink sink;
    final SimStore store;
    final SimExpectations expectations;
    final RouteChecks checks;
    /** Marks that a faulty sink keeps apart from its store. */
    final Map<ModelKey, Long> outliving = new HashMap<>();

    private final PlantedFault plant;

    SimRoute(SimWorld world, SimUsers users, SimSink sink, SimStore store) {
        this.plant = world.plant;
        this.users = users;
        this.sink = sink;
        this.store = store;
        this.expectations = new SimExpectations(world, this);
        this.checks = new RouteChecks(world, this);
    }

    ModelKey key() {
        return new ModelKey(users.source().name(), SimUsers.MODEL);
    }

    /** What the state belongs to now; nothing that exists if the sink was lost. */
    StateKey stateKey() {
        return stateKey(sink.collection.identity().orElse("lost"));
    }

    /** What the state of a filling of the sink belongs to. */
    StateKey stateKey(String identity) {
        return plant.stateKey(new StateKey(key().source(), key().model(), identity));
    }

    @Override
    public String toString() {
        return key().source() + " to " + sink.collection.identity().orElse("a lost sink");
    }
}
