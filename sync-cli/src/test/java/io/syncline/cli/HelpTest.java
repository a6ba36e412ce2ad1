package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The help of all commands, and the errors for commands and options that do not exist. */
class HelpTest {

    private static final int COLUMNS = 80;

    @TempDir
    Path directory;

    private Result run(String... arguments) {
        return new CliHarness(directory).run(arguments);
    }

    static Stream<String> commands() {
        return Commands.names().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfACommandShouldNeedNoConfiguration(String command) {
        Result result = run(command, "--help");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out()).contains("Usage: syncline " + command);
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'help', Usage: syncline [", "'help demo', Usage: syncline demo"})
    void helpShouldBeACommandToo(String command, String usage) {
        Result result = run(command.split(" "));

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out()).contains(usage);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpShouldFitInto80ColumnsAndNotBreakItsExamples(String command) {
        List<String> lines = run(command, "--help").out().lines().toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        int examples = lines.indexOf("Examples:");
        if (examples >= 0) {
            assertThat(lines.subList(examples + 1, lines.size()))
                    .allSatisfy(line -> assertThat(line).startsWith("  syncline "));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfACommandShouldListTheExitStatuses(String command) {
        assertThat(statuses(run(command, "--help").out())).isEqualTo(ExitCode.DESCRIPTIONS);
    }

    private static Map<String, String> statuses(String help) {
        String list = help.substring(help.indexOf("Exit status:"));
        return Pattern.compile("(?m)^ +([0-9]) +(.*)$")
                .matcher(list)
                .results()
                .collect(Collectors.toMap(
                        result -> result.group(1), result -> result.group(2), (a, b) -> a, LinkedHashMap::new));
    }

    @Test
    void docsShouldListTheSameExitStatuses() throws IOException {
        Pattern row = Pattern.compile("(?m)^\\| ([0-9]) \\| (.*) \\|$");
        try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
            Map<String, Map<String, String>> found = pages.filter(
                            page -> page.toString().endsWith(".md"))
                    .collect(Collectors.toMap(Path::toString, page -> rows(row, page)));
            found.values().removeIf(Map::isEmpty);

            assertThat(found)
                    .isNotEmpty()
                    .allSatisfy((page, rows) -> assertThat(rows).isEqualTo(ExitCode.DESCRIPTIONS));
        }
    }

    private static Map<String, String> rows(Pattern row, Path page) {
        try {
            String text = Files.readString(page);
            int start = text.indexOf("## Exit status");
            return start < 0
                    ? new LinkedHashMap<>()
                    : row.matcher(text.substring(start))
                            .results()
                            .collect(Collectors.toMap(
                                    (MatchResult result) -> result.group(1),
                                    result -> result.group(2).replace("`", ""),
                                    (a, b) -> a,
                                    LinkedHashMap::new));
        } catch (IOException e) {
            throw new AssertionError(page.toString(), e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "sync --version"})
    void versionShouldBePrinted(String arguments) {
        Result result = run(arguments.split(" ", -1));

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("syncline ", "Java " + Runtime.version());
    }

    @Test
    void helpShouldListAllCommandsAndTheExitStatuses() {
        Result result = run("--help");

        assertThat(result.out()).contains("sync, transfer", "rollback", "--config=FILE", "--quiet");
        assertThat(statuses(result.out())).isEqualTo(ExitCode.DESCRIPTIONS);
        assertThat(result.out().lines())
                .contains("  syncline cleanup res.partner --dry-run   list what a cleanup would delete")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
    }

    @Test
    void commandLineWithoutACommandShouldPrintTheHelp() {
        Result result = run();

        assertThat(result.status()).isEqualTo(ExitCode.SUCCESS);
        assertThat(result.out()).isEqualTo(run("--help").out());
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "synk res.partner, Unknown command 'synk'. Did you mean 'sync'?",
        "--json clean res.partner, Unknown command 'clean'. Did you mean 'cleanup'?",
        "entirely-different, Unknown command 'entirely-different'",
        "sync res.partner --ful, Unknown option '--ful'. Did you mean '--full'?",
        "sync res.partner --limt=5, Unknown option '--limt'. Did you mean '--limit'?",
        "--jsn status, Unknown option '--jsn'. Did you mean '--json'?",
        "failures res.partner more, Unexpected argument 'more'",
    })
    void mistypedNameShouldResultInASuggestion(String arguments, String message) {
        Result result = run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines()).contains("error: " + message);
        assertThat(result.err()).contains("Try 'syncline ");
    }
}
