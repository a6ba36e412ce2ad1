package io.syncline.tika;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Starts processes of readers. Thread-safe. */
final class ReaderLauncher {

    /** A loaded machine takes long for what otherwise takes a second. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final String ERRORS = "errors";
    private static final String NO_HOSTS = "hosts";
    private static final int MOST_LINES = 3;

    /** What a JVM may need of the environment. The rest holds passwords, and options that add agents. */
    private static final Set<String> ENVIRONMENT =
            Set.of("SystemRoot", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL");

    private final Path java;
    private final List<Path> classPath;
    private final long memory;
    private final ReadingLimits limits;
    private final Executor executor;
    private volatile boolean hasStarted;

    ReaderLauncher(Path java, List<Path> classPath, long memory, ReadingLimits limits, Executor executor) {
        this.java = java;
        this.classPath = classPath;
        this.memory = memory;
        this.limits = limits;
        this.executor = executor;
    }

    ReadingLimits limits() {
        return limits;
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param desk a directory for it alone
     * @param work the directory in it for the file and temporary ones
     */
    ReaderProcess start(Path desk, Path work) throws InterruptedException {
        ReaderProcess process;
        try {
            Path noHosts = desk.resolve(NO_HOSTS);
            Files.writeString(noHosts, "");
            process = new ReaderProcess(builder(desk, work, noHosts).start(), executor);
        } catch (IOException e) {
            throw failure("The process that reads files cannot be started with " + java + ": " + e.getMessage(), e);
        }
        try {
            process.awaitReady(START);
        } catch (ProcessEndedException e) {
            throw failure("The process that reads files ended while it started: " + errors(desk), e);
        } catch (TimeoutException e) {
            throw new TransientException("The process that reads files was not ready after " + START, e);
        }
        hasStarted = true;
        return process;
    }

    private ProcessBuilder builder(Path desk, Path work, Path noHosts) {
        ProcessBuilder builder = new ProcessBuilder(command(desk, work, noHosts))
                .directory(work.toFile())
                .redirectError(desk.resolve(ERRORS).toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder;
    }

    private List<String> command(Path desk, Path work, Path noHosts) {
        List<String> command = new ArrayList<>(jvm());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + work,
                "-Duser.home=" + desk,
                "-Dpdfbox.fontcache=" + desk,
                "-Djdk.net.hosts.file=" + noHosts,
                "-Djdk.lang.Process.launchMechanism=none",
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                ReaderMain.class.getName(),
                work.toString(),
                String.valueOf(limits.maxTextLength()),
                String.valueOf(limits.maxEmbeddedFiles()),
                String.valueOf(limits.maxExpandedSize())));
        return command;
    }

    private List<String> jvm() {
        return List.of(
                java.toString(),
                "-Xmx" + memory,
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                // No files with its memory, nor with what it is doing, and nothing between its replies.
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                // The same text everywhere.
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Djava.awt.headless=true",
                "-Dslf4j.internal.verbosity=ERROR");
    }

    /** What worked before is likely to work again, when there is memory for it. */
    private SyncException failure(String message, Exception cause) {
        return hasStarted
                ? new TransientException(message, cause)
                : new SetupException(message + ". Check 'memory', and that there is a Java to run", cause);
    }

    /** What the JVM reported before it read any file. */
    private static String errors(Path desk) {
        try {
            return Files.readString(desk.resolve(ERRORS))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .limit(MOST_LINES)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            return "without a message";
        }
    }
}
