package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whether the Java in the documentation is what a module of the build holds. A comment before each piece names a file and
 * a region of it, which begins with {@code // region NAME} and ends with {@code // endregion}; the region {@code file} is
 * the whole file without its package line:
 *
 * <pre>{@code <!-- region: sync-examples/src/main/java/io/syncline/examples/FiveMinuteTour.java#wire --> }</pre>
 */
class SnippetsTest {

    private static final Pattern SNIPPET =
            Pattern.compile("(?:<!-- region: (\\S+)#(\\S+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);

    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern INDENTED_JAVA =
            Pattern.compile("(?m)^ {4,}\\S.*(?:\\.builder\\(\\)|\\.build\\(\\)|;$|\\{$)");

    @Test
    void javaInTheDocsShouldBeARegionOfTheSources() throws Exception {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path page : RepositoryFiles.all()) {
            if (!page.toString().endsWith(".md")) {
                continue;
            }
            Matcher snippet = SNIPPET.matcher(Module.text(page));
            while (snippet.find()) {
                found++;
                String problem = problem(snippet.group(1), snippet.group(2), snippet.group(3));
                if (!problem.isEmpty()) {
                    wrong.add(RepositoryFiles.name(page) + ": " + problem);
                }
            }
        }
        assertThat(wrong).as("Java in the docs that is not in the sources").isEmpty();
        assertThat(found).as("pieces of Java in the docs").isPositive();
    }

    /** An indented block holds commands, configuration or output. */
    @Test
    void javaInTheDocsShouldBeFenced() throws Exception {
        List<String> indented = new ArrayList<>();
        for (Path page : RepositoryFiles.all()) {
            if (page.toString().endsWith(".md")) {
                INDENTED_JAVA
                        .matcher(FENCED.matcher(Module.text(page)).replaceAll(""))
                        .results()
                        .forEach(match -> indented.add(RepositoryFiles.name(page) + ": " + match.group()));
            }
        }
        assertThat(indented).as("Java in indented blocks of the docs").isEmpty();
    }

    private static String problem(String file, String region, String code) {
        if (file == null) {
            return "no region is named for\n" + code;
        }
        Path source = Project.ROOT.resolve(file);
        if (!Files.isRegularFile(source)) {
            return "there is no file " + file;
        }
        return region(Module.text(source), region)
                .map(expected -> expected.equals(code) ? "" : file + "#" + region + " is now\n" + expected)
                .orElse("there is no region " + region + " in " + file);
    }

    private static Optional<String> region(String source, String name) {
        if (name.equals("file")) {
            return Optional.of(source.replaceFirst("(?s)^package [^;]+;\n\n", ""));
        }
        Matcher region = Pattern.compile("(?ms)^ *// region " + Pattern.quote(name) + "\n(.*?)^ *// endregion$")
                .matcher(source);
        return region.find() ? Optional.of(region.group(1).stripTrailing().stripIndent() + "\n") : Optional.empty();
    }
}
