package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.quick.QuickCopies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with the classes that the start script starts. */
class QuickProcessTest {

    private static final int RECORDS = 20;

    @TempDir
    private static Path copies;

    private static String classPath;

    @TempDir
    private Path directory;

    @BeforeAll
    static void rewrite() throws IOException {
        classPath = QuickCopies.classPath(copies);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path said = directory.resolve("said.txt");
        int status = new CliHarness(directory)
                .process(classPath, command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    @Test
    void rewrittenClassesShouldSyncAndCleanUpAndSearch() throws Exception {
        try (TestOdoo odoo = new TestOdoo(RECORDS)) {
            new CliHarness(directory).file("syncline.yaml", odoo.config(""));

            assertThat(run("sync", TestOdoo.PARTNERS)).contains(RECORDS + " embedded");
            odoo.delete(1, 2);
            assertThat(run("sync", TestOdoo.PARTNERS, "--json")).contains("\"records_embedded\":0", "\"success\":true");
            assertThat(run("cleanup", TestOdoo.PARTNERS, "--verbose")).contains("2 deleted");
            assertThat(run("search", "a partner in Leeds")).contains("Partner ");
            assertThat(run("status")).contains(TestOdoo.PARTNERS);
        }
    }

    @Test
    void processShouldRunOnTheRewrittenClasses() throws Exception {
        ProcessBuilder process = new CliHarness(directory).process(classPath, "--version");
        process.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load");

        assertThat(process.redirectErrorStream(true).start().inputReader().lines())
                .anyMatch(line -> line.contains(" io.syncline.cli.Main source:") && line.contains(copies.toString()))
                .anyMatch(line -> line.contains("io.syncline.cli.") && line.contains("$$Quick"))
                .noneMatch(line -> line.contains(" io.syncline.") && line.contains("$$Lambda"));
    }
}
