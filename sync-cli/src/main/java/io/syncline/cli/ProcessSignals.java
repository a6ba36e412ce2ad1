package io.syncline.cli;

import io.syncline.cli.output.Signals;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops a command on SIGINT and SIGTERM, and delays the end of the process until the command has ended. */
final class ProcessSignals implements Signals {

    private static final int TIMEOUT_SECONDS = 60;

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

    /** Marks the command as ended. */
    void done() {
        done.countDown();
    }

    private void stopAndWait(Runnable stop) {
        stop.run();
        try {
            if (!done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Not stopped within " + TIMEOUT_SECONDS + " s; ending the process.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false if the process is ending already. */
    private static boolean add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
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
