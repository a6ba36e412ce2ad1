package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The launcher over the jars of this build, in a tree of its own: without sources, so that it has nothing to build, and
 * with its own class-data archive.
 */
final class LauncherTree {

    private static final Path BUILD = Path.of("target");

    /** A first start runs commands to make the archive, on a machine that may be busy. */
    private static final int BOUND_SECONDS = 300;

    private final Path root;

    private LauncherTree(Path root) {
        this.root = root;
    }

    /** Makes a tree over the jars, which the phase {@code package} makes. */
    static LauncherTree in(Path root) throws IOException {
        Path target = Files.createDirectories(root.resolve("sync-cli/target"));
        Files.copy(Path.of("..", "syncline"), root.resolve("syncline"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String made : List.of("syncline.jar", "lib")) {
            assertThat(BUILD.resolve(made))
                    .as("made by the phase package; run 'mvn -pl sync-cli -am verify'")
                    .exists();
            Files.createSymbolicLink(target.resolve(made), BUILD.resolve(made).toRealPath());
        }
        return new LauncherTree(root);
    }

    /** What is made by the launcher. */
    Path target() {
        return root.resolve("sync-cli/target");
    }

    /** A jar that the launcher adds to the class path if it exists. */
    Path plugin(String name) throws IOException {
        return Files.createDirectories(root.resolve("lib")).resolve(name);
    }

    record Result(int status, String output) {}

    /** A command in a directory. */
    ProcessBuilder process(Path directory, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("syncline").toString()).directory(directory.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("SYNCLINE_OPTS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** Runs a command in a directory. */
    Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = process(directory, arguments);
        int status = Processes.await(
                BOUND_SECONDS,
                builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
        return new Result(status, Files.readString(output));
    }
}
