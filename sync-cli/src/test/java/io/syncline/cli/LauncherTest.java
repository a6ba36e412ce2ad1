package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a directory tree of its own, with a fake Java that only records its arguments. */
class LauncherTest {

    private static final Instant BUILT = Instant.parse("2026-01-02T00:00:00Z");

    private static final String JAVA = """
            #!/usr/bin/env bash
            echo "$*" >>"$CALLS"
            for word in "$@"; do
              case $word in
                -XX:DumpLoadedClassList=*)
                  echo classes >"${word#*=}"
                  [ -z "${SIGNALLED:-}" ] || kill -"$SIGNALLED" "$PPID"
                  ;;
                -XX:SharedArchiveFile=*.new)
                  echo archive >"${word#*=}"
                  [ -z "${BROKEN:-}" ] || exit 1
                  ;;
              esac
            done
            """;

    @TempDir
    Path directory;

    private Path root;
    private Path target;
    private Path home;

    @BeforeEach
    void createTree() throws IOException {
        root = directory.resolve("a tree");
        target = root.resolve("sync-cli/target");
        Files.createDirectories(target.resolve("lib"));
        executable(root.resolve("syncline"), Files.readString(Path.of("..", "syncline")));
        empty(root.resolve("pom.xml"), BUILT.minusSeconds(60));
        empty(target.resolve("lib/library.jar"), BUILT);
        empty(target.resolve("syncline.jar"), BUILT);
        java("17.0.15");
    }

    private void java(String version) throws IOException {
        home = Files.createDirectories(directory.resolve("java-" + version));
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA);
        Files.writeString(home.resolve("release"), """
                IMPLEMENTOR="Some One"
                JAVA_RUNTIME_VERSION="%1$s+1"
                JAVA_VERSION="%1$s"
                """.formatted(version));
    }

    /** A Maven that builds the jar. */
    private Map<String, String> maven() throws IOException {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        executable(tools.resolve("mvn"), """
                #!/usr/bin/env bash
                echo "maven $*" >>"$CALLS"
                mkdir -p sync-cli/target/lib
                : >sync-cli/target/syncline.jar
                """);
        return Map.of("PATH", tools + ":" + System.getenv("PATH"));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void empty(Path file, Instant modified) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private record Result(int status, String output, List<String> calls) {

        String last() {
            return calls.get(calls.size() - 1);
        }
    }

    private ProcessBuilder launcher(Map<String, String> environment, Path output, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("syncline").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("SYNCLINE_OPTS");
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("CALLS", directory.resolve("calls").toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile());
    }

    private Result start(Map<String, String> environment, String... arguments) throws Exception {
        Path calls = directory.resolve("calls");
        Files.writeString(calls, "");
        Path output = directory.resolve("output");
        int status = Processes.await(launcher(environment, output, arguments).start());
        return new Result(status, Files.readString(output, StandardCharsets.UTF_8), Files.readAllLines(calls));
    }

    private Result start(String... arguments) throws Exception {
        return start(Map.of(), arguments);
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }

    @Test
    void firstStartShouldWriteTheArchiveAndLaterOnesShouldUseIt() throws Exception {
        Result first = start("sync", "res.partner");
        Result second = start("sync", "res.partner", "--json");

        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("preparing fast starts");
        assertThat(first.calls()).hasSize(3);
        assertThat(first.calls().get(0)).contains("io.syncline.cli.TrainingRun");
        assertThat(first.calls().get(1)).contains("-Xshare:dump");
        assertThat(first.last()).contains("-XX:SharedArchiveFile=").endsWith("io.syncline.cli.Main sync res.partner");
        assertThat(second.output()).isEmpty();
        assertThat(second.calls()).singleElement().asString().contains("-XX:SharedArchiveFile=", "--json");
        assertThat(archives()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void archiveShouldBeForTheClassPathOfTheCommands() throws Exception {
        assertThat(start("status").calls())
                .allSatisfy(call -> assertThat(call).contains(" -cp " + target.resolve("syncline.jar")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/library.jar", "syncline.jar"})
    void archiveShouldBeRenewedWhenALibraryIsNewer(String library) throws Exception {
        start("status");
        empty(target.resolve(library), Instant.parse("2999-01-01T00:00:00Z"));

        assertThat(start("status").calls()).hasSize(3);
    }

    @Test
    void archiveShouldBeRenewedWhenALibraryIsAddedOrRemoved() throws Exception {
        start("status");
        Files.setLastModifiedTime(archives().get(0), FileTime.from(BUILT));
        Files.delete(target.resolve("lib/library.jar"));

        assertThat(start("status").calls()).hasSize(3);
    }

    @Test
    void missingBuildShouldBeMade() throws Exception {
        Files.delete(target.resolve("syncline.jar"));
        Map<String, String> maven = maven();

        Result first = start(maven, "status");
        Result second = start(maven, "status");

        assertThat(first.output()).contains("building");
        assertThat(first.calls().get(0)).startsWith("maven");
        assertThat(first.last()).endsWith("syncline.jar io.syncline.cli.Main status");
        assertThat(second.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "sync-core/pom.xml",
                "sync-core/src/main/java/New.java",
                "testing/odoo-testserver/pom.xml",
                "testing/odoo-testserver/src/main/java/New.java"
            })
    void newerSourceShouldBeBuiltOnce(String source) throws Exception {
        empty(root.resolve(source), BUILT.plusSeconds(1));
        Map<String, String> maven = maven();

        assertThat(start(maven, "status").calls()).hasSize(4).first().asString().startsWith("maven");
        assertThat(start(maven, "status").calls()).hasSize(1);
    }

    @Test
    void failedBuildShouldNameItsLog() throws Exception {
        Files.delete(target.resolve("syncline.jar"));
        Map<String, String> maven = maven();
        executable(directory.resolve("tools/mvn"), "#!/usr/bin/env bash\necho '[ERROR] no compiler'\nexit 1\n");

        Result result = start(maven, "status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.output()).contains("[ERROR] no compiler", "the build failed; its whole output is in ");
        assertThat(result.calls()).isEmpty();
        assertThat(target.resolve("lock")).doesNotExist();
    }

    @Test
    void copyOfTheScriptWithoutSourcesShouldBeReportedAndCreateNothing() throws Exception {
        Path script = Files.createDirectory(directory.resolve("bin")).resolve("syncline");
        executable(script, Files.readString(root.resolve("syncline")));
        root = script.getParent();

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.output())
                .startsWith("syncline: no sources in " + root)
                .contains("link to it");
        assertThat(result.calls()).isEmpty();
        assertThat(root.toFile().list()).containsExactly("syncline");
    }

    @Test
    void linkToTheScriptShouldStartTheBuildOfItsTree() throws Exception {
        Path script = root.resolve("syncline");
        root = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(root.resolve("syncline"), script);

        assertThat(start("status").last()).contains(" -cp " + target.resolve("syncline.jar") + " ");
    }

    @Test
    void targetThatCannotBeCreatedShouldBeReportedInOneLine() throws Exception {
        Files.move(root.resolve("sync-cli"), root.resolve("elsewhere"));
        Files.writeString(root.resolve("sync-cli"), "a file, where a directory should be");

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.output().lines()).singleElement().asString().contains("cannot build", target + " is not");
        assertThat(result.calls()).isEmpty();
    }

    @Test
    void simultaneousFirstStartsShouldBuildAndArchiveOnce() throws Exception {
        Files.delete(target.resolve("syncline.jar"));
        Map<String, String> maven = maven();
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(
                    launcher(maven, directory.resolve("output-" + i), "status").start());
        }
        for (Process start : starts) {
            assertThat(Processes.await(start)).isZero();
        }

        assertThat(Files.readAllLines(directory.resolve("calls")))
                .hasSize(7)
                .filteredOn(call -> !call.endsWith("Main status"))
                .hasSize(3);
    }

    @Test
    void lockOfADeadStartShouldBeRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        Processes.await(dead);
        Files.createSymbolicLink(target.resolve("lock"), Path.of(Long.toString(dead.pid())));

        assertThat(start("status").calls()).hasSize(3);
    }

    /** The number of a process that was killed may belong to another one, such as the first of a container. */
    @ParameterizedTest
    @ValueSource(strings = {"%d", "%d 1"})
    void lockOfAnEarlierProcessWithTheSameNumberShouldBeRemoved(String owner) throws Exception {
        Files.createSymbolicLink(
                target.resolve("lock"),
                Path.of(owner.formatted(ProcessHandle.current().pid())));

        assertThat(start("status").calls()).hasSize(3);
    }

    @Test
    void startThatWaitsForAnotherShouldSaySo() throws Exception {
        Process other = new ProcessBuilder("sleep", "100").start();
        Files.createSymbolicLink(target.resolve("lock"), Path.of(owner(other.pid())));
        ProcessBuilder builder = launcher(Map.of(), directory.resolve("output"), "status");
        builder.redirectErrorStream(false).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try (CliProcess waiting = CliProcess.start(builder)) {
            assertThat(waiting.readUntil("waiting")).contains("waiting for another start");
            Processes.kill(other);
            assertThat(waiting.await()).isZero();
        }
    }

    /** What the launcher calls the owner of a lock. */
    private String owner(long pid) throws Exception {
        Path output = directory.resolve("owner");
        String line = Files.readAllLines(root.resolve("syncline")).stream()
                .filter(text -> text.startsWith("owner()"))
                .findFirst()
                .orElseThrow();
        Processes.await(new ProcessBuilder("bash", "-c", line + "; owner " + pid)
                .redirectOutput(output.toFile())
                .start());
        return Files.readString(output).strip();
    }

    @Test
    void signalDuringTheTrainingRunShouldLeaveNothingBehind() throws Exception {
        Result ended = start(Map.of("SIGNALLED", "TERM"), "status");

        assertThat(ended.status()).as(ended.output()).isEqualTo(130);
        assertThat(ended.calls()).isNotEmpty().noneMatch(call -> call.contains("io.syncline.cli.Main"));
        assertThat(archives()).isEmpty();
        assertThat(target.resolve("lock")).doesNotExist();
        assertThat(start("status").calls()).as("archived by the next start").hasSize(3);
    }

    @Test
    void failedArchiveShouldNotBeAttemptedAgain() throws Exception {
        Result first = start(Map.of("BROKEN", "yes"), "status");
        Result second = start(Map.of("BROKEN", "yes"), "status");

        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.last()).doesNotContain("SharedArchiveFile");
        assertThat(second.status()).isZero();
        assertThat(second.calls()).singleElement().asString().doesNotContain("SharedArchiveFile");
        assertThat(second.output()).isEmpty();
    }

    @Test
    void targetThatCannotBeWrittenShouldBeStartedWithoutAnArchive() throws Exception {
        Path real = Files.move(target, root.resolve("elsewhere"));
        Files.createSymbolicLink(target, real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Result result = start("status");

            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.last()).endsWith("io.syncline.cli.Main status");
        } finally {
            Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void eachJavaShouldHaveItsOwnArchive() throws Exception {
        start("status");
        java("25.0.1");
        Result newer = start("status");

        assertThat(newer.calls()).hasSize(3);
        assertThat(newer.last()).contains("--enable-native-access=ALL-UNNAMED");
        assertThat(archives()).hasSize(2);
    }

    @Test
    void optionsOfTheUserShouldFollowThoseOfTheLauncher() throws Exception {
        start("status");

        assertThat(start(Map.of("SYNCLINE_OPTS", "-Xmx64m -Da=b"), "status").last())
                .matches(".*-XX:SharedArchiveFile=.* -Xmx64m -Da=b -cp .*");
    }

    @Test
    void pluginsShouldFollowTheLibrariesOnTheClassPath() throws Exception {
        start("status");
        empty(root.resolve("lib/plugin.jar"), Instant.parse("2999-01-01T00:00:00Z"));

        assertThat(start("status").calls())
                .singleElement()
                .asString()
                .contains("-XX:SharedArchiveFile=")
                .contains(" -cp " + target.resolve("syncline.jar") + ":" + root.resolve("lib/plugin.jar") + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void oldJavaShouldBeRefused(String version) throws Exception {
        java(version);

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.output()).contains("too old", "JDK 17");
        assertThat(result.calls()).isEmpty();
    }

    @Test
    void missingJavaShouldBeReported() throws Exception {
        home = directory.resolve("nothing");

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.output()).contains("JAVA_HOME is " + home);
    }
}
