package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.quick.QuickCopies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with the classes that the start script starts. */
class QuickProcessTest {

    private static final int RECORDS = 20;

    @TempDir
    Path directory;

    private String run(String classPath, String... command) throws IOException, InterruptedException {
        Path said = directory.resolve("said.txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                Main.class.getName()));
        words.addAll(List.of(command));
        int status = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    @Test
    void rewrittenClassesShouldSyncAndCleanUpAndSearch() throws Exception {
        String classPath = QuickCopies.classPath(Files.createDirectory(directory.resolve("copies")));
        try (TestOdoo odoo = new TestOdoo(RECORDS)) {
            new CliHarness(directory).file("syncline.yaml", odoo.config(""));

            assertThat(run(classPath, "sync", TestOdoo.PARTNERS)).contains(RECORDS + " embedded");
            odoo.delete(1, 2);
            assertThat(run(classPath, "sync", TestOdoo.PARTNERS, "--json"))
                    .contains("\"records_embedded\":0", "\"success\":true");
            assertThat(run(classPath, "cleanup", TestOdoo.PARTNERS, "--verbose"))
                    .contains("2 deleted");
            assertThat(run(classPath, "search", "a partner in Leeds")).contains("Partner ");
            assertThat(run(classPath, "status")).contains(TestOdoo.PARTNERS);
        }
    }

    @Test
    void processShouldRunOnTheRewrittenClasses() throws Exception {
        String classPath = QuickCopies.classPath(Files.createDirectory(directory.resolve("copies")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "--version")
                .redirectErrorStream(true)
                .start();

        assertThat(process.inputReader().lines())
                .anyMatch(line -> line.contains(" io.syncline.cli.Main source:") && line.contains("/copies/"))
                .anyMatch(line -> line.contains("io.syncline.cli.") && line.contains("$$Quick"))
                .noneMatch(line -> line.contains(" io.syncline.") && line.contains("$$Lambda"));
    }
}
