package io.syncline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waits for processes with a bound, so that none can hang the build. */
final class Processes {

    static final int BOUND_SECONDS = 120;

    private Processes() {}

    /**
     * Waits for the end of a process.
     *
     * @return its exit status
     * @throws AssertionError with the threads of the process if it does not end in time; the process is killed
     */
    static int await(Process process) throws InterruptedException {
        return await(BOUND_SECONDS, process);
    }

    /** Waits for the end of a process that may take longer than others. */
    static int await(int seconds, Process process) throws InterruptedException {
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        String threads = threads(process);
        kill(process);
        throw new AssertionError("The process did not end within " + seconds + " s. Its threads:\n" + threads);
    }

    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The threads of a Java process and of its children, by {@code jstack}. */
    static String threads(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().commandLine().orElse("?") + "\n" + jstack(handle.pid()))
                .collect(Collectors.joining("\n"));
    }

    private static String jstack(long pid) {
        String jstack =
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        try {
            Path output = Files.createTempFile("jstack", ".txt");
            Process process = new ProcessBuilder(List.of(jstack, Long.toString(pid)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
