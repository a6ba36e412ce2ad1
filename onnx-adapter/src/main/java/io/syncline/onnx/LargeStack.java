package io.syncline.onnx;

import io.syncline.core.adapter.concurrent.Uninterruptibly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs the initialization of ONNX Runtime in a thread with a large stack. ONNX Runtime searches the command line of the
 * process with {@code std::regex}, which recurses for each character: a class path of some thousand characters overflows a
 * stack of the usual size and crashes the process without a message.
 */
final class LargeStack {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long BASE_SIZE = 8L << 20;

    /** About 270 bytes were measured. */
    private static final long SIZE_PER_CHARACTER = 1024;

    private LargeStack() {}

    /** Runs the task and waits for it, even if the caller is interrupted. */
    static <T> T call(Callable<T> callable) throws Exception {
        FutureTask<T> task = new FutureTask<>(callable);
        new Thread(null, task, "syncline-onnx-start", BASE_SIZE + SIZE_PER_CHARACTER * commandLineLength()).start();
        try {
            return Uninterruptibly.get(task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static long commandLineLength() {
        try {
            return Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
