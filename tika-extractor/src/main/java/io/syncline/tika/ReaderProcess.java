package io.syncline.tika;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running process of readers, seen from outside. One call at a time, except {@link #end}.
 *
 * <p>No interrupt and no time limit ends a read from a pipe, so exchanges run on a thread of their own, and the end of the
 * process ends them.
 */
final class ReaderProcess {

    private static final Duration END = Duration.ofSeconds(10);

    private final Process process;
    private final Executor executor;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int served;

    ReaderProcess(Process process, Executor executor) {
        this.process = process;
        this.executor = executor;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** Waits until it is ready for requests. */
    void awaitReady(Duration limit) throws ProcessEndedException, TimeoutException, InterruptedException {
        boolean ready = call(() -> in.readInt() == ReaderMain.READY, limit);
        if (!ready) {
            end();
            throw new ProcessEndedException(process.exitValue());
        }
    }

    /** Asks for the text of the file that is in the directory. Unless it returns, the process has ended. */
    Reply ask(Request request, ReadingLimits limits, Duration limit)
            throws ProcessEndedException, TimeoutException, InterruptedException {
        served++;
        Reply reply = call(
                () -> {
                    request.write(out);
                    return Reply.read(in, limits.maxTextLength());
                },
                limit);
        if (reply.last()) {
            end();
        }
        return reply;
    }

    private <T> T call(Exchange<T> exchange, Duration limit)
            throws ProcessEndedException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(exchange::run);
        executor.execute(task);
        boolean done = false;
        try {
            T result = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return result;
        } catch (ExecutionException e) {
            // At the end of the stream the process is about to end; what ends the JVM tells it by its status.
            process.waitFor(END.toNanos(), TimeUnit.NANOSECONDS);
            end();
            throw new ProcessEndedException(process.exitValue());
        } finally {
            if (!done) {
                end();
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many files it was asked about. */
    int served() {
        return served;
    }

    /** Ends it, and waits until it is gone, so that its files can be deleted. */
    void end() {
        process.destroyForcibly();
        boolean interrupted = false;
        boolean gone = false;
        while (!gone) {
            try {
                process.waitFor();
                gone = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A part of the conversation.
     *
     * @param <T> what it results in
     */
    private interface Exchange<T> {
        T run() throws IOException;
    }
}
