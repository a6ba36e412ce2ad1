package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The size of Java files, and constructs that tests must not use. */
class SourcesTest {

    /** Code lines, without comments, imports and blank ones. */
    private static final int LONGEST_FILE = 200;

    /** Code lines of the body. A body that is one expression, such as a declaration of options, may be longer. */
    private static final int LONGEST_METHOD = 25;

    private static final Set<String> LONGER_METHODS = Set.of(
            // read from top to bottom by a newcomer
            "FiveMinuteTour.main",
            "Contacts.main",
            // declarations of options, and a table of error codes
            "OpenAiAdapter.adapters",
            "QdrantAdapter.adapters",
            "VoyageAdapter.adapters",
            "SqliteFailures.of",
            // the states of a reindex in the order in which they follow each other
            "ReindexSwitchContract.newCollectionShouldServeOnceItHasEverything",
            // to be divided
            "Edits.step",
            "FieldsGet.addByType",
            "Explainer.explain",
            "ModelDescriber.describe",
            "ModelGauges.new",
            "OdooHttp.send",
            "ReindexCommand.reindex",
            "SharedBudget.propose");

    private static final int MOST_PARAMETERS = 4;

    /** Constructors take all parts of a value. */
    private static final Set<String> MORE_PARAMETERS = Set.of(
            // what a page is read by, on its way down to the rows
            "RowReader.decode",
            "OptionSet.apply",
            // what a call of Odoo consists of
            "Edits.link",
            "Env.of",
            "Json2Endpoint.answer",
            "Rpc.run",
            // a row of the table of models
            "VoyageModel.flexible");

    /** Measurements show a whole course of calls in one place. */
    private static final String MEASUREMENTS = "testing/benchmarks/";

    /** Simple names of several top-level types, and why. */
    private static final Map<String, String> SHARED_NAMES = Map.ofEntries(
            Map.entry("Texts", "texts of Odoo in its adapter, sample texts in the benchmarks; neither sees the other"),
            Map.entry(
                    "CallLog",
                    "calls of ports in the testkit, of HTTP in the test server, which sees nothing of Syncline"),
            Map.entry("Json", "the test server sees nothing of Syncline"),
            Map.entry("Row", "likewise"),
            Map.entry("Table", "likewise"),
            Map.entry("Main", "the class that starts a program"),
            Map.entry("Domain", "Odoo's term; the server that stands in for Odoo sees nothing of the adapter"),
            Map.entry("OdooCall", "likewise"),
            Map.entry("OdooField", "likewise"),
            Map.entry("OdooModel", "likewise"),
            Map.entry("SettingsStyle", "the style of a module's generated values; none sees another's"));

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** Waiting by the clock, and skipping; only signals that stop a process are a matter of the system. */
    private static final Pattern UNWANTED = Pattern.compile("\\bThread\\.sleep\\b"
            + "|\\b(?:MILLISECONDS|SECONDS|MICROSECONDS|NANOSECONDS)\\.sleep\\b"
            + "|\\bparkNanos\\b"
            + "|@(?:Disabled|Enabled(?!OnOs))\\w*"
            + "|\\bassum(?:e|ing)(?:That|True|False)?\\b|\\bAssumptions\\b");

    /** Tests that look at another program until it is ready, since it does not tell. */
    private static final Set<String> POLLING = Set.of(
            "integrations/flink-job/src/test/java/io/syncline/flink/program/Waits.java",
            "qdrant-adapter/src/test/java/io/syncline/qdrant/OptimisedSegments.java",
            "sql-source/src/test/java/io/syncline/sql/SignalShop.java");

    @Test
    void fileShouldBeShortEnoughToRead() throws Exception {
        Set<String> tooLong = RepositoryFiles.java("src/main/java").stream()
                .filter(file -> MethodReader.codeLines(Module.text(file)) > LONGEST_FILE)
                .map(RepositoryFiles::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tooLong).as("files of more than %d code lines", LONGEST_FILE).isEmpty();
    }

    @Test
    void methodShouldBeShortEnoughToRead() throws Exception {
        assertThat(methods(method -> method.lines() > LONGEST_METHOD))
                .as("methods of more than %d code lines", LONGEST_METHOD)
                .isEqualTo(LONGER_METHODS);
    }

    @Test
    void methodShouldHaveFewParameters() throws Exception {
        assertThat(methods(method -> !method.isConstructor() && method.parameters() > MOST_PARAMETERS))
                .as("methods of more than %d parameters", MOST_PARAMETERS)
                .isEqualTo(MORE_PARAMETERS);
    }

    private static Set<String> methods(Predicate<MethodReader.Method> unwanted) throws Exception {
        List<Path> files = RepositoryFiles.java("src/main/java").stream()
                .filter(file -> !RepositoryFiles.name(file).startsWith(MEASUREMENTS))
                .toList();
        return MethodReader.read(files).stream()
                .filter(unwanted)
                .map(MethodReader.Method::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void typeShouldHaveANameOfItsOwn() throws Exception {
        Map<String, Long> files = RepositoryFiles.java("src/main/java").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name.replace(".java", ""), Collectors.counting()));
        files.values().removeIf(count -> count == 1);
        assertThat(files.keySet()).as("names of several types").isEqualTo(SHARED_NAMES.keySet());
    }

    @Test
    void testShouldNeitherSleepNorBeSkipped() throws Exception {
        List<Path> tests = new ArrayList<>(RepositoryFiles.java("src/test/java"));
        tests.addAll(RepositoryFiles.java("testing/testkit/src/main/java/io/syncline/testkit/contract"));
        List<String> found = new ArrayList<>();
        for (Path test : tests) {
            String code = TEXT.matcher(COMMENT.matcher(Module.text(test)).replaceAll(""))
                    .replaceAll("");
            if (!POLLING.contains(RepositoryFiles.name(test))) {
                UNWANTED.matcher(code)
                        .results()
                        .forEach(match -> found.add(RepositoryFiles.name(test) + ": " + match.group()));
            }
        }
        assertThat(found).as("tests that wait by the clock or may be skipped").isEmpty();
        assertThat(POLLING).as("tests that may wait").allMatch(name -> Files.exists(Project.ROOT.resolve(name)));
    }
}
