package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.RecordSource;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private RecordSource source;
    private Optional<ModelKey> renamed = Optional.empty();
    private final List<ModelKey> earlierKeys = new ArrayList<>();
    private boolean hopeless;
    private int names;

    SimRoute(SimWorld world, SimUsers users, SimSink sink, SimStore store) {
        this.plant = world.plant;
        this.users = users;
        this.source = users.source();
        this.sink = sink;
        this.store = store;
        this.expectations = new SimExpectations(world, this);
        this.checks = new RouteChecks(world, this);
    }

    /** The source by its present name. */
    RecordSource source() {
        return source;
    }

    ModelKey key() {
        return new ModelKey(source.name(), SimUsers.MODEL);
    }

    /** The source gets another name, which the sink does not know yet. */
    void rename() {
        renamed = Optional.of(key());
        earlierKeys.add(key());
        names++;
        source = users.source().named(users.source().name() + "-" + names);
    }

    /** An older copy of the sink may hold records under a name that the source had then, and has to get its present one again. */
    void restored() {
        if (!hasPoints(earlierKey())) {
            earlierKeys.stream().filter(this::hasPoints).forEach(key -> renamed = Optional.of(key));
        }
    }

    private boolean hasPoints(ModelKey key) {
        return !sink.collection.stamps(key).isEmpty();
    }

    /** Whether the sink may hold records under the earlier name. */
    boolean isRenaming() {
        return renamed.isPresent();
    }

    /** The key under which the sink may hold records. */
    ModelKey earlierKey() {
        return renamed.orElseGet(this::key);
    }

    /** Whether records of the earlier name, and only those, are in the sink with the identity of their database. */
    boolean isBesideItself() {
        return isRenaming()
                && sink.collection
                        .mark(earlierKey())
                        .flatMap(SinkMark::database)
                        .isPresent()
                && !sink.collection.stamps(earlierKey()).isEmpty()
                && sink.collection.mark(key()).isEmpty()
                && sink.collection.stamps(key()).isEmpty();
    }

    /** Whether neither sink nor store knows the earlier name. */
    boolean isNothingToRename() {
        return sink.collection.stamps(earlierKey()).isEmpty()
                && store.memory.read(stateKey(earlierKey(), stateKey().sink())).revision() == 0;
    }

    /** Whether records of the new name prevent a rename, so that those of the earlier one have to be dropped. */
    boolean isHopeless() {
        return hopeless;
    }

    void hopeless() {
        hopeless = true;
    }

    void renamed() {
        renamed = Optional.empty();
        hopeless = false;
        checks.struck();
    }

    /** What the state belongs to now; nothing that exists if the sink was lost. */
    StateKey stateKey() {
        return stateKey(key(), sink.collection.identity().orElse("lost"));
    }

    /** What the state of a model in a filling of the sink belongs to. */
    StateKey stateKey(ModelKey key, String identity) {
        return plant.stateKey(new StateKey(key.source(), key.model(), identity));
    }

    @Override
    public String toString() {
        return key().source() + " to " + sink.collection.identity().orElse("a lost sink");
    }
}
