package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Types, tests and links that the documentation names exist. */
class DocsTest {

    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.:+-])([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)\\b");
    private static final Pattern TEST = Pattern.compile("\\b[a-z][A-Za-z0-9]*Should[A-Z][A-Za-z0-9]*");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final int LONGEST_README = 150;

    /** Types of libraries that the documentation names. */
    private static final Set<String> OF_OTHERS = Set.of(
            "ConfigurationProperties",
            "DataSource",
            "MeterRegistry",
            "NullMarked",
            "NullPointerException",
            "OutOfMemoryError",
            "StackOverflowError");

    @Test
    void typeInTheDocsShouldExist() throws Exception {
        Set<String> known = knownTypes();
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(FENCED.matcher(Module.text(page)).replaceAll(""));
            while (code.find()) {
                Matcher type = TYPE.matcher(code.group(1));
                while (type.find()) {
                    if (!known.contains(type.group(1))) {
                        unknown.add(RepositoryFiles.name(page) + ": " + type.group(1));
                    }
                }
            }
        }
        assertThat(unknown).as("types that the docs name and nobody has").isEmpty();
    }

    @Test
    void testInTheDocsShouldExist() throws Exception {
        Set<String> known = new HashSet<>();
        for (Path file : RepositoryFiles.all()) {
            if (file.toString().endsWith(".java")) {
                known.addAll(TEST.matcher(Module.text(file))
                        .results()
                        .map(MatchResult::group)
                        .toList());
            }
        }
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            TEST.matcher(Module.text(page))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !known.contains(name))
                    .forEach(name -> unknown.add(RepositoryFiles.name(page) + ": " + name));
        }
        assertThat(unknown).as("tests that the docs name and nobody has").isEmpty();
    }

    @Test
    void linkInTheDocsShouldLeadSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(FENCED.matcher(Module.text(page)).replaceAll(""));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !leads(page, target)) {
                    broken.add(RepositoryFiles.name(page) + ": " + target);
                }
            }
        }
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static boolean leads(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** The anchors that Markdown hosts generate for headings. */
    private static List<String> anchors(Path page) {
        return Module.text(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void readmeShouldBeShort() {
        assertThat(Module.text(Project.ROOT.resolve("README.md")).lines()).hasSizeLessThan(LONGEST_README);
    }

    private static List<Path> pages() throws IOException, InterruptedException {
        return RepositoryFiles.all().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private static Set<String> knownTypes() throws IOException, InterruptedException {
        Set<String> known = new HashSet<>(OF_OTHERS);
        for (Module module : Project.coded()) {
            Project.classes(module).stream().map(JavaClass::getSimpleName).forEach(known::add);
        }
        RepositoryFiles.all().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> known.add(name.substring(0, name.length() - ".java".length())));
        return known;
    }
}
