package io.syncline.cli.output;

import java.util.concurrent.Callable;

/** Requests from outside to stop: Ctrl-C, or the end of the container. */
public interface Signals {

    /**
     * Does some work that can be asked to stop.
     *
     * @param stop makes the work end soon; called from another thread
     * @param work the work
     * @return what the work returns
     * @throws Exception what the work throws
     * @param <T> what the work returns
     */
    <T> T during(Runnable stop, Callable<T> work) throws Exception;
}
