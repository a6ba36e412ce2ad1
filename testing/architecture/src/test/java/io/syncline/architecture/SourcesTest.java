package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The size of Java files, and constructs that tests must not use. */
class SourcesTest {

    /** Code lines, without comments and blank ones. */
    private static final int LONGEST_FILE = 200;

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** Waiting by the clock, and skipping; only signals that stop a process are a matter of the system. */
    private static final Pattern UNWANTED = Pattern.compile("\\bThread\\.sleep\\b"
            + "|\\b(?:MILLISECONDS|SECONDS|MICROSECONDS|NANOSECONDS)\\.sleep\\b"
            + "|\\bparkNanos\\b"
            + "|@(?:Disabled|Enabled(?!OnOs))\\w*"
            + "|\\bassum(?:e|ing)(?:That|True|False)?\\b|\\bAssumptions\\b");

    /** Tests that poll another program until it is ready, since it sends no signal. */
    private static final Set<String> POLLING = Set.of(
            "qdrant-adapter/src/test/java/io/syncline/qdrant/QdrantProcess.java",
            "qdrant-adapter/src/test/java/io/syncline/qdrant/OptimisedSegments.java");

    @Test
    void fileShouldBeShortEnoughToRead() throws Exception {
        List<String> tooLong = new ArrayList<>();
        for (Path file : RepositoryFiles.java("src/main/java")) {
            long lines = COMMENT.matcher(Module.text(file))
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .count();
            if (lines > LONGEST_FILE) {
                tooLong.add(RepositoryFiles.name(file) + ": " + lines);
            }
        }
        assertThat(tooLong).as("files of more than %d code lines", LONGEST_FILE).isEmpty();
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
    }
}
