package io.syncline.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A thread with room for what ONNX Runtime does when it starts. It searches the command line of the process with
 * {@code std::regex}, which recurses for every character: a class path of some thousand characters overflows a usual
 * stack, and the process dies without a word.
 */
final class DeepStack {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long USUAL = 8L << 20;

    /** Measured: about 270 bytes. */
    private static final long PER_CHARACTER = 1024;

    private DeepStack() {}

    /** Runs the work on a thread of its own and waits for it, whether it is interrupted or not. */
    static <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(null, task, "syncline-onnx-start", USUAL + PER_CHARACTER * characters()).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception failure ? failure : e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long characters() {
        try {
            return Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
