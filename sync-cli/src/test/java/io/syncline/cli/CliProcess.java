package io.syncline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command in a process of its own, with its standard error as a stream. Reading and waiting are bounded: a process
 * that runs for too long is killed, and the failure shows its threads.
 */
final class CliProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final CompletableFuture<Void> watchdog;
    private volatile @Nullable String threads;

    private CliProcess(Process process) {
        this.process = process;
        this.lines = process.errorReader(StandardCharsets.UTF_8);
        this.watchdog = CompletableFuture.runAsync(
                this::end, CompletableFuture.delayedExecutor(Processes.BOUND_SECONDS, TimeUnit.SECONDS));
    }

    static CliProcess start(ProcessBuilder builder) throws IOException {
        return new CliProcess(builder.start());
    }

    private void end() {
        threads = Processes.threads(process);
        Processes.kill(process);
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws Exception {
        Processes.await(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start());
    }

    /** Reads standard error up to the first line with a text. */
    String readUntil(String part) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line).append('\n');
            if (line.contains(part)) {
                return read.toString();
            }
        }
        throw new AssertionError("No line with '" + part + "' in:\n" + read + ended());
    }

    /** Reads standard error to its end. */
    String readRest() {
        return lines.lines().collect(Collectors.joining("\n"));
    }

    int await() throws InterruptedException {
        int status = Processes.await(process);
        if (threads != null) {
            throw new AssertionError(ended());
        }
        return status;
    }

    private String ended() {
        return threads == null ? "" : "Killed after " + Processes.BOUND_SECONDS + " s. Its threads:\n" + threads;
    }

    @Override
    public void close() throws IOException {
        watchdog.cancel(true);
        Processes.kill(process);
        lines.close();
    }
}
