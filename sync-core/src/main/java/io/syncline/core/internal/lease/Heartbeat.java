package io.syncline.core.internal.lease;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.settings.EngineSettings;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Saves how far a run is and renews its lease, again and again while it lasts. Confined to the loop. */
final class Heartbeat {

    /** Whose heart beats. */
    interface Patient {

        /** What to change in the state, as of now. */
        UnaryOperator<ModelState> change();

        /** Records processed. */
        long done();

        /** Records to process, as far as known. */
        OptionalLong total();

        /** The lease is lost or cannot be renewed. */
        void broken(SyncException failure);
    }

    private static final int BEATS_PER_LEASE = 3;

    private final EventLoop loop;
    private final Duration interval;
    private final StateWriter books;
    private final Patient patient;
    private @Nullable Runnable timer;
    private boolean stopped;

    Heartbeat(EventLoop loop, EngineSettings settings, StateWriter books, Patient patient) {
        this.loop = loop;
        Duration third = settings.leaseTtl().dividedBy(BEATS_PER_LEASE);
        this.interval = settings.checkpointInterval().compareTo(third) < 0 ? settings.checkpointInterval() : third;
        this.books = books;
        this.patient = patient;
    }

    void start() {
        timer = loop.schedule(interval, this::beat);
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.run();
        }
    }

    private void beat() {
        if (books.isSaving()) {
            start();
            return;
        }
        books.save(patient.change(), patient.done(), patient.total()).whenComplete((saved, thrown) -> {
            if (stopped) {
                return;
            }
            if (thrown == null) {
                start();
            } else {
                patient.broken(Failures.of(thrown, "Saving the state"));
            }
        });
    }
}
