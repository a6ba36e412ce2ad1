package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full or mounted for reading. Needs a system that lets a process mount disks of its own, so it runs only on
 * request.
 */
@Tag("nightly")
class DiskTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(12);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;
    private Path data;

    @BeforeEach
    void configure() throws IOException {
        cli = new CliHarness(directory);
        data = Files.createDirectory(directory.resolve("data"));
        cli.file("syncline.yaml", odoo.config(embedders.section("m", 8)));
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    /** Runs a command in a process that has mounted something over the data directory. */
    private String mounted(int status, String mount, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount + " && exec \"$@\"", "sh"));
        words.addAll(cli.process(System.getProperty("java.class.path"), command).command());
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int ended = Processes.await(process);
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(ended).as(text).isEqualTo(status);
        return text;
    }

    private String readOnly(int status, String... command) throws Exception {
        return mounted(
                status,
                "mount --bind '" + data + "' '" + data + "' && mount -o remount,bind,ro '" + data + "'",
                command);
    }

    private String full(int status, int kilobytes, String... command) throws Exception {
        return mounted(status, "mount -t tmpfs -o size=" + kilobytes + "k none '" + data + "'", command);
    }

    @Test
    void readingCommandsShouldWorkOnAReadOnlyDisk() throws Exception {
        assertThat(cli.run("sync", PARTNERS).status()).isZero();

        assertThat(readOnly(0, "status")).contains(PARTNERS + ": synced ", "; 12 stored");
        assertThat(readOnly(0, "search", "a partner in Leeds")).contains("Partner ");
        assertThat(readOnly(0, "plan", PARTNERS)).contains(PARTNERS);
        assertThat(readOnly(0, "explain", PARTNERS, "3")).contains("searchable and current");
        assertThat(readOnly(0, "verify", PARTNERS)).contains("in sync", "Compared without the lease");
        assertThat(readOnly(0, "cleanup", PARTNERS, "--dry-run")).contains("Searched without the lease");
        assertThat(readOnly(ExitCode.USAGE, "sync", PARTNERS)).contains("cannot be written", "read-only");
        assertThat(readOnly(ExitCode.USAGE, "verify", PARTNERS, "--repair")).contains("cannot be written");
    }

    @Test
    void fullDiskShouldBeNamedWhileTheFileIsMade() throws Exception {
        for (int kilobytes : new int[] {4, 16, 40, 80}) {
            assertThat(full(ExitCode.USAGE, kilobytes, "sync", PARTNERS))
                    .as("%d KiB", kilobytes)
                    .containsAnyOf("the disk is full", "No space left on device")
                    .doesNotContain("DirectoryNotEmpty", "Exception");
        }
    }
}
