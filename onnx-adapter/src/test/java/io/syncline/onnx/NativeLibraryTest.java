package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process loads the library once, so each case has a process of its own. */
class NativeLibraryTest {

    @TempDir
    private Path directory;

    @Test
    void processesShouldShareOneDirectoryWhenTheyStartAtOnce() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(start(List.of(), directory.resolve("native").toString()));
        }
        List<String> lines = new ArrayList<>();
        for (Process child : children) {
            lines.add(output(child));
        }

        assertThat(lines).allMatch(line -> line.matches("vector -?\\d+")).containsOnly(lines.get(0));
        assertThat(files(directory.resolve("native")))
                .hasSize(2)
                .noneMatch(file -> file.toString().endsWith(".part"));
    }

    @Test
    void textShouldBeEmbeddedWhenTheRuntimeHasBegunToEnd() throws Exception {
        String line = output(start(List.of("-D" + ChildMain.ENDING + "=true")));

        assertThat(line).startsWith("vector ");
    }

    @Test
    void textShouldBeEmbeddedWhenTheCommandLineIsLong() throws Exception {
        String line = output(start(List.of("-Dfiller=" + "/some/library.jar:".repeat(5000))));

        assertThat(line).startsWith("vector ");
    }

    @Test
    void crashShouldLeaveNoLibraryInTheTemporaryDirectory() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));

        String line = output(start(
                List.of("-Djava.io.tmpdir=" + temporary),
                directory.resolve("native").toString()));

        assertThat(line).startsWith("vector ");
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void cacheOfTheUserShouldBeUsedWhenNoDirectoryIsSet() throws Exception {
        String line = output(start(List.of("-Duser.home=" + directory)));

        assertThat(line).startsWith("vector ");
        assertThat(files(directory.resolve(".cache").resolve("syncline"))).hasSize(2);
    }

    @Test
    void temporaryDirectoryShouldServeWhenTheCacheCannotBeWritten() throws Exception {
        Path home = Files.createFile(directory.resolve("home-is-a-file"));

        String line = output(start(List.of("-Duser.home=" + home)));

        assertThat(line).startsWith("vector ");
    }

    @Test
    void failureShouldSayWhatToDoWhenTheLibraryDoesNotLoad() throws Exception {
        Files.writeString(directory.resolve("libonnxruntime.so"), "not a library");

        String line = output(start(List.of("-D" + NativeLibrary.PATH_PROPERTY + "=" + directory)));

        assertThat(line)
                .startsWith("setup ONNX Runtime does not load on Linux/")
                .contains("libonnxruntime.so")
                .contains("glibc")
                .contains("Alpine");
    }

    @Test
    void failureShouldSayWhatToDoWhenTheDirectoryIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        String line = output(start(List.of(), file.toString()));

        assertThat(line).startsWith("setup The libraries of ONNX Runtime cannot be unpacked into " + file);
    }

    private static Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx256m"));
        command.addAll(options);
        command.add(ChildMain.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("XDG_CACHE_HOME");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String output(Process child) throws Exception {
        try (InputStream out = child.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(child.waitFor()).as(text).isZero();
            return text;
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
