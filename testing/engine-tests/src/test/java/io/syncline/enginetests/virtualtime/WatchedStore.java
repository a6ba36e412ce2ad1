package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.testkit.forward.ForwardingMetadataStore;

/** Checks every change of the state. */
class WatchedStore extends ForwardingMetadataStore {

    private final SimRun run;

    WatchedStore(SimRun run, MetadataStore next) {
        super(next);
        this.run = run;
    }

    @Override
    public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
        ModelState before = next.read(key).state();
        boolean replaced = next.compareAndSet(key, expectedRevision, state);
        if (replaced) {
            if (state.epoch() > before.epoch()) {
                run.acquired(state.epoch());
            }
            run.route.checks.saved(run, before, state);
        }
        return replaced;
    }
}
