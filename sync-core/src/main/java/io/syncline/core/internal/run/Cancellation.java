package io.syncline.core.internal.run;

import io.syncline.api.failure.SyncException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells all parts of one run to start nothing more. There are two reasons: somebody cancelled the run, or it was aborted
 * because its lease is lost or cannot be renewed. A cancelled run may still be aborted; calls in flight end in either
 * case. Confined to the loop.
 */
public final class Cancellation {

    /** A part of the run that has to act when the run stops. */
    public interface Listener {

        /** Start nothing new; what is under way may be finished. */
        void cancelled();

        /** Start nothing more; what waits is dropped. */
        void aborted(SyncException cause);
    }

    private final Set<Listener> listeners = new LinkedHashSet<>();
    private boolean cancelled;
    private @Nullable SyncException abortCause;

    /** Does nothing if the run was cancelled before. */
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            List.copyOf(listeners).forEach(Listener::cancelled);
        }
    }

    /** Does nothing if the run was aborted before. */
    public void abort(SyncException cause) {
        if (abortCause == null) {
            abortCause = cause;
            List.copyOf(listeners).forEach(listener -> listener.aborted(cause));
        }
    }

    /** Whether nothing new may be started. */
    public boolean isStopped() {
        return cancelled || abortCause != null;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Why the run was aborted, or empty if it was not. */
    public Optional<SyncException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /**
     * Registers a listener; one that comes late is informed immediately.
     *
     * @return removes the listener
     */
    public Runnable register(Listener listener) {
        listeners.add(listener);
        if (cancelled) {
            listener.cancelled();
        }
        if (abortCause != null) {
            listener.aborted(abortCause);
        }
        return () -> listeners.remove(listener);
    }

    /** Registers an action that does the same for both reasons. */
    public Runnable register(Runnable stop) {
        return register(new Listener() {
            @Override
            public void cancelled() {
                stop.run();
            }

            @Override
            public void aborted(SyncException cause) {
                stop.run();
            }
        });
    }
}
