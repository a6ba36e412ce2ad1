package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each case runs in a process of its own, since a process loads the library once. */
class NativeLibraryTest {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @TempDir
    private Path outputs;

    @Test
    void processesShouldShareOneDirectoryWhenTheyStartConcurrently() throws Exception {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(start(List.of(), directory.resolve("native").toString()));
        }
        List<String> lines = new ArrayList<>();
        for (Child child : children) {
            lines.add(child.line());
        }

        assertThat(lines).allMatch(line -> line.matches("vector -?\\d+")).containsOnly(lines.get(0));
        assertThat(files(directory.resolve("native")))
                .hasSize(2)
                .noneMatch(file -> file.toString().endsWith(".part"));
    }

    @Test
    void textShouldBeEmbeddedAfterTheShutdownHookOfOnnxRuntime() throws Exception {
        String line = start(List.of("-D" + EmbeddingProcess.SHUTDOWN + "=true")).line();

        assertThat(line).startsWith("vector ");
    }

    @Test
    void textShouldBeEmbeddedWhenTheCommandLineIsLong() throws Exception {
        String line =
                start(List.of("-Dfiller=" + "/some/library.jar:".repeat(5000))).line();

        assertThat(line).startsWith("vector ");
    }

    @Test
    void crashShouldLeaveNoLibraryInTheTemporaryDirectory() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));

        String line = start(
                        List.of("-Djava.io.tmpdir=" + temporary),
                        directory.resolve("native").toString())
                .line();

        assertThat(line).startsWith("vector ");
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void cacheDirectoryOfTheUserShouldBeUsedByDefault() throws Exception {
        String line = start(List.of("-Duser.home=" + directory)).line();

        assertThat(line).startsWith("vector ");
        assertThat(files(directory.resolve(".cache").resolve("syncline"))).hasSize(2);
    }

    @Test
    void temporaryDirectoryShouldBeUsedWhenTheCacheIsNotWritable() throws Exception {
        Path home = Files.createFile(directory.resolve("home-is-a-file"));

        String line = start(List.of("-Duser.home=" + home)).line();

        assertThat(line).startsWith("vector ");
    }

    @Test
    void failureShouldNameTheRequirementsWhenTheLibraryDoesNotLoad() throws Exception {
        Files.writeString(directory.resolve("libonnxruntime.so"), "not a library");

        String line = start(List.of("-D" + NativeLibrary.PATH_PROPERTY + "=" + directory))
                .line();

        assertThat(line)
                .startsWith("setup ONNX Runtime does not load on Linux/")
                .contains("libonnxruntime.so")
                .contains("glibc")
                .contains("Alpine");
    }

    @Test
    void failureShouldNameTheDirectoryWhenItIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        String line = start(List.of(), file.toString()).line();

        assertThat(line).startsWith("setup Cannot unpack the libraries of ONNX Runtime into " + file);
    }

    private Child start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx256m"));
        command.addAll(options);
        command.add(EmbeddingProcess.class.getName());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(outputs, "child", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("XDG_CACHE_HOME");
        return new Child(builder.start(), output);
    }

    private record Child(Process process, Path output) {

        String line() throws Exception {
            try {
                boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
                assertThat(ended).as("the process ends within " + LONGEST).isTrue();
            } finally {
                process.destroyForcibly();
            }
            String text = Files.readString(output).strip();
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
