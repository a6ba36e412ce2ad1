package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script, in a built tree of its own, with a Java that only writes down how it was called. */
class StartScriptTest {

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
                -XX:SharedArchiveFile=*.draft)
                  [ -z "${BROKEN:-}" ] || exit 1
                  echo archive >"${word#*=}"
                  ;;
              esac
            done
            """;

    @TempDir
    Path directory;

    private Path target;
    private Path home;

    @BeforeEach
    void build() throws IOException {
        Path root = directory.resolve("tree");
        target = root.resolve("sync-cli/target");
        Files.createDirectories(target.resolve("lib"));
        executable(root.resolve("syncline"), Files.readString(Path.of("..", "syncline")));
        aged(root.resolve("pom.xml"), BUILT.minusSeconds(60));
        aged(target.resolve("lib/library.jar"), BUILT);
        aged(target.resolve("sync-cli-1.jar"), BUILT);
        aged(target.resolve(".built"), BUILT);
        java("17.0.15");
    }

    private void java(String version) throws IOException {
        home = Files.createDirectories(directory.resolve("java-" + version));
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA);
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Some One\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1\"\nJAVA_VERSION=\"" + version
                        + "\"\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void aged(Path file, Instant time) throws IOException {
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private record Result(int status, String said, List<String> calls) {

        String last() {
            return calls.get(calls.size() - 1);
        }
    }

    private Result start(Map<String, String> more, String... words) throws IOException, InterruptedException {
        Path calls = directory.resolve("calls");
        Files.writeString(calls, "");
        Path said = directory.resolve("said");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(directory.resolve("tree/syncline").toString());
        builder.command().addAll(List.of(words));
        builder.environment().remove("SYNCLINE_OPTS");
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(more);
        int status = builder.redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return new Result(status, Files.readString(said, StandardCharsets.UTF_8), Files.readAllLines(calls));
    }

    private Result start(String... words) throws IOException, InterruptedException {
        return start(Map.of(), words);
    }

    @Test
    void firstStartShouldKeepClassesAndLaterOnesShouldUseThem() throws Exception {
        Result first = start("sync", "res.partner");
        Result second = start("sync", "res.partner", "--json");

        assertThat(first.status()).as(first.said()).isZero();
        assertThat(first.said()).contains("getting ready for fast starts");
        assertThat(first.calls()).hasSize(3);
        assertThat(first.calls().get(0)).contains("io.syncline.cli.Rehearsal");
        assertThat(first.calls().get(1)).contains("-Xshare:dump");
        assertThat(first.last()).contains("-XX:SharedArchiveFile=").endsWith("io.syncline.cli.Main sync res.partner");
        assertThat(second.said()).isEmpty();
        assertThat(second.calls()).singleElement().asString().contains("-XX:SharedArchiveFile=", "--json");
        assertThat(target.resolve("start"))
                .isDirectoryNotContaining(file -> file.toString().matches(".*\\.(draft|list)"));
    }

    @Test
    void optionsShouldBeTheSameWhenClassesAreKeptAndUsed() throws Exception {
        List<String> calls = start("status").calls();

        String options = calls.get(0).substring(0, calls.get(0).indexOf("-XX:DumpLoadedClassList"));
        assertThat(options).contains("-XX:+UseG1GC", "-Djava.locale.providers=COMPAT");
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call).startsWith(options).contains(" -cp " + target.resolve("sync-cli-1.jar")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/library.jar", "sync-cli-1.jar"})
    void classesShouldBeKeptAnewForNewerLibraries(String library) throws Exception {
        start("status");
        aged(target.resolve(library), Instant.parse("2999-01-01T00:00:00Z"));

        assertThat(start("status").calls()).hasSize(3);
    }

    @Test
    void whatIsNotThereShouldBeBuiltFirst() throws Exception {
        Files.delete(target.resolve("sync-cli-1.jar"));
        executable(home.resolve("bin/javac"), "");
        Path tools = Files.createDirectory(directory.resolve("tools"));
        executable(tools.resolve("mvn"), "#!/usr/bin/env bash\n: >sync-cli/target/sync-cli-1.jar\n");
        Map<String, String> path = Map.of("PATH", tools + ":" + System.getenv("PATH"));

        Result first = start(path, "status");
        Result second = start(path, "status");

        assertThat(first.said()).contains("building");
        assertThat(first.last()).contains("sync-cli-1.jar io.syncline.cli.Main status");
        assertThat(second.said()).isEmpty();
    }

    @Test
    void newestOfSeveralVersionsShouldBeStarted() throws Exception {
        aged(target.resolve("sync-cli-2.jar"), BUILT.plusSeconds(1));
        aged(target.resolve("sync-cli-3.jar"), BUILT.minusSeconds(1));

        assertThat(start("status").last()).contains("sync-cli-2.jar io.syncline.cli.Main");
    }

    @Test
    void signalWhileClassesAreKeptShouldLeaveNothingBehind() throws Exception {
        Result ended = start(Map.of("SIGNALLED", "TERM"), "status");

        assertThat(ended.status()).as(ended.said()).isEqualTo(130);
        assertThat(ended.calls()).isNotEmpty().noneMatch(call -> call.contains("io.syncline.cli.Main"));
        assertThat(target.resolve("start")).isEmptyDirectory();
        assertThat(start("status").calls()).as("kept the next time").hasSize(3);
    }

    @Test
    void failedRehearsalShouldCostTheFastStartAndNothingElse() throws Exception {
        Result first = start(Map.of("BROKEN", "yes"), "status");
        Result second = start(Map.of("BROKEN", "yes"), "status");

        assertThat(first.status()).as(first.said()).isZero();
        assertThat(second.status()).isZero();
        assertThat(second.calls()).as("tried once").singleElement().asString().doesNotContain("SharedArchiveFile");
        assertThat(second.said()).isEmpty();
    }

    @Test
    void placeThatCannotBeWrittenShouldCostTheFastStartAndNothingElse() throws Exception {
        Files.writeString(target.resolve("start"), "in the way");

        Result result = start("status");

        assertThat(result.status()).as(result.said()).isZero();
        assertThat(result.calls()).singleElement().asString().endsWith("io.syncline.cli.Main status");
    }

    @Test
    void eachJavaShouldHaveItsOwnClasses() throws Exception {
        start("status");
        java("25.0.1");
        Result newer = start("status");

        assertThat(newer.calls()).hasSize(3);
        assertThat(newer.last())
                .contains("-25.0.1_1 ", "--enable-native-access=ALL-UNNAMED")
                .doesNotContain("COMPAT", "17.0.15");
    }

    @Test
    void optionsOfTheUserShouldComeAfterThoseOfTheScript() throws Exception {
        start("status");

        assertThat(start(Map.of("SYNCLINE_OPTS", "-Xmx64m -Da=b"), "status").last())
                .contains("-XX:+UseG1GC", " -Xmx64m -Da=b ");
    }

    @Test
    void collectorOfTheUserShouldBeTheOnlyOne() throws Exception {
        start("status");

        assertThat(start(Map.of("SYNCLINE_OPTS", "-Xmx64m -XX:+UseSerialGC"), "status")
                        .last())
                .contains(" -Xmx64m -XX:+UseSerialGC ")
                .doesNotContain("UseG1GC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void oldJavaShouldBeRefused(String version) throws Exception {
        java(version);

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.said()).contains("too old", "JDK 17");
        assertThat(result.calls()).isEmpty();
    }

    @Test
    void missingJavaShouldBeTold() throws Exception {
        home = directory.resolve("nothing");

        Result result = start("status");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.said()).contains("JAVA_HOME is " + home);
    }
}
