package io.syncline.core.internal.sync;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.quota.EmbedWaits;
import io.syncline.core.internal.run.SafeListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the listener, and others by the lease, when a run waits for the embedder. Confined to the loop. */
final class PauseReporter implements EmbedWaits.Listener {

    private final ModelName model;
    private final SafeListener listener;
    private @Nullable HeldLease lease;

    PauseReporter(ModelName model, SafeListener listener) {
        this.model = model;
        this.listener = listener;
    }

    /** The run holds its lease from now on. */
    void hold(HeldLease granted) {
        lease = granted;
    }

    @Override
    public void paused(RunPause pause) {
        tell(pause.waitingFor());
        listener.paused(model, pause);
    }

    @Override
    public void resumed(Duration lasted) {
        tell(null);
        listener.resumed(model, lasted);
    }

    private void tell(@Nullable String what) {
        if (lease != null) {
            lease.waitsFor(what);
        }
    }
}
