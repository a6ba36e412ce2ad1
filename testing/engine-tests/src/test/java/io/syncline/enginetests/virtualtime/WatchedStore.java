package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.testkit.forward.ForwardingMetadataStore;

/** Checks every change of the state. */
final class WatchedStore extends ForwardingMetadataStore {

    private final SimRun run;
    private final SimWorld world;

    WatchedStore(SimRun run, SimWorld world, MetadataStore next) {
        super(next);
        this.run = run;
        this.world = world;
    }

    @Override
    public boolean compareAndSet(ModelName model, long expectedRevision, ModelState state) {
        ModelState before = next.read(model).state();
        boolean replaced = next.compareAndSet(model, expectedRevision, state);
        if (replaced) {
            world.checker.saved(run, before, state);
        }
        return replaced;
    }
}
