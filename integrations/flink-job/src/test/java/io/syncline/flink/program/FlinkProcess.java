package io.syncline.flink.program;

import io.syncline.testkit.DeathWatch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of a cluster, which does not outlive the tests. */
final class FlinkProcess implements AutoCloseable {

    private final Process process;
    private final DeathWatch watch;
    private final Path log;

    private FlinkProcess(Process process, DeathWatch watch, Path log) {
        this.process = process;
        this.watch = watch;
        this.log = log;
    }

    /**
     * Starts a main class of Flink.
     *
     * @param directory of its own
     * @param environment more variables
     * @param command the class and its arguments
     */
    static FlinkProcess start(Path directory, Map<String, String> environment, String... command) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=320m",
                // as the scripts of a distribution do
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                ClusterFiles.clusterClassPath()));
        words.addAll(List.of(command));
        File log = directory.resolve("log.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            return new FlinkProcess(started, DeathWatch.start(started, directory), log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a task of a job runs here: the last of its changes of state in the log says so. */
    boolean isBusy() {
        return log().lines()
                .filter(line -> line.contains(" switched from "))
                .reduce((first, second) -> second)
                .filter(line -> line.contains(" to RUNNING"))
                .isPresent();
    }

    /** Ends it as a power switch would. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void signal(String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private static String run(String... command) {
        try {
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!started.waitFor(1, TimeUnit.MINUTES) || started.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "process " + process.pid() + " in " + log.getParent().getFileName();
    }

    @Override
    public void close() {
        watch.dismiss();
        kill();
    }
}
