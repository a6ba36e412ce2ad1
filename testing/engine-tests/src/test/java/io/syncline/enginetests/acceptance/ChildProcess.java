package io.syncline.enginetests.acceptance;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Starts processes that are killed after some minutes, since a read from a pipe does not end by an interrupt. */
final class ChildProcess {

    private static final Executor AFTER_THE_BOUND = CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES);

    private ChildProcess() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        AFTER_THE_BOUND.execute(process::destroyForcibly);
        return process;
    }
}
