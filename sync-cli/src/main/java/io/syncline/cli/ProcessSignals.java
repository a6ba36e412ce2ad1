package io.syncline.cli;

import io.syncline.cli.output.Signals;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and the end of the process. A stop that was asked for holds the process back until the command has ended. */
final class ProcessSignals implements Signals {

    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public <T> T during(Runnable stop, Callable<T> work) throws Exception {
        Thread hook = new Thread(() -> stopAndWait(stop), "syncline-stop");
        if (!add(hook)) {
            stop.run();
        }
        try {
            return work.call();
        } finally {
            remove(hook);
        }
    }

    /** Says that the command has ended and written everything. */
    void done() {
        done.countDown();
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Not stopped after " + PATIENCE_SECONDS + " s; ending without waiting any longer.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was time left to add it. */
    private static boolean add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            // The process is ending already.
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook waits for the command.
        }
    }
}
