package io.syncline.service.run;

import io.syncline.api.RunProgress;
import java.util.Optional;
import java.util.function.Supplier;

/** What the work of a run tells about itself. Thread-safe. */
public interface RunControl {

    /**
     * Sets what cancels the work from now on; called immediately if the run was cancelled before.
     *
     * @param stop asks the work to end soon, and returns
     */
    void onCancel(Runnable stop);

    /** Does work that an interrupt of its thread cancels. Nothing interrupts the thread afterwards. */
    <T> T interruptibly(Supplier<T> work);

    /** Whether the run was cancelled. */
    boolean isCancelled();

    /** Sets where the progress can be asked for, on any thread. */
    void progress(Supplier<Optional<RunProgress>> source);
}
