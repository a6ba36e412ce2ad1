package io.syncline.cli.output;

import java.util.concurrent.Callable;

/** Requests to stop from outside the process, such as Ctrl-C or the end of the container. */
public interface Signals {

    /**
     * Runs work that can be stopped.
     *
     * @param stop asks the work to end soon; called on another thread
     * @param work the work
     * @return the result of the work
     * @throws Exception if the work throws it
     * @param <T> the type of the result
     */
    <T> T during(Runnable stop, Callable<T> work) throws Exception;
}
