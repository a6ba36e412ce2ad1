package io.syncline.flink.program;

import io.syncline.testkit.DeathWatch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                "-XX:MaxMetaspaceSize=192m",
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
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.dismiss();
        kill();
    }
}
