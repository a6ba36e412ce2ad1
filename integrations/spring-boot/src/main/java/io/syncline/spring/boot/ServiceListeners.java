package io.syncline.spring.boot;

import io.syncline.api.ModelName;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners of an application, in their order; one that throws harms no other. */
record ServiceListeners(List<ServiceListener> listeners) implements ServiceListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");

    @Override
    public void started(TrackedRun run) {
        tell(listener -> listener.started(run));
    }

    @Override
    public void ended(TrackedRun run) {
        tell(listener -> listener.ended(run));
    }

    @Override
    public void signalled(ModelName model) {
        tell(listener -> listener.signalled(model));
    }

    private void tell(Consumer<ServiceListener> event) {
        for (ServiceListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener of runs failed", e);
            }
        }
    }
}
