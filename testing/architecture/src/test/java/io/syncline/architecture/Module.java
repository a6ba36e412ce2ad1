package io.syncline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param name its folder below the root
 * @param folder where it is
 */
record Module(String name, Path folder) {

    private static final Pattern OWN_ARTIFACT =
            Pattern.compile("(?s)(?:</parent>|<modelVersion>(?!.*</parent>)).*?<artifactId>([^<]+)</artifactId>");

    private static final Pattern THIRD_PARTIES = Pattern.compile("<third\\.parties>([^<]+)</third\\.parties>");

    Kind kind() {
        return switch (name) {
            case "bom" -> Kind.BOM;
            case "sync-api" -> Kind.API;
            case "sync-core" -> Kind.CORE;
            case "testing/testkit" -> Kind.TESTKIT;
            case "testing/odoo-testserver" -> Kind.TEST_SERVER;
            case "embedding-http" -> Kind.ADAPTER;
            case "sync-service", "sync-web", "sync-mcp", "sync-server", "integrations/micrometer" -> Kind.FRONT_END;
            case "sync-cli", "sync-examples" -> Kind.PROGRAM;
            case "testing/engine-tests", "testing/architecture", "testing/benchmarks", "testing/consumers" ->
                Kind.TESTS;
            default -> {
                if (isAdapter()) {
                    yield Kind.ADAPTER;
                }
                if (name.startsWith("integrations/")) {
                    yield Kind.INTEGRATION;
                }
                throw new IllegalStateException("What is the module " + name + " for? Give it a kind");
            }
        };
    }

    /** The artifactId of the module. */
    String artifactId() {
        Matcher own = OWN_ARTIFACT.matcher(text(folder.resolve("pom.xml")));
        if (!own.find()) {
            throw new IllegalStateException("The pom.xml of " + name + " has no artifactId after its parent");
        }
        return own.group(1);
    }

    /** The packages of libraries that an adapter's POM lists. */
    List<String> thirdParties() {
        Matcher listed = THIRD_PARTIES.matcher(text(folder.resolve("pom.xml")));
        if (!listed.find()) {
            throw new IllegalStateException("The pom.xml of " + name + " has no property third.parties");
        }
        return List.of(listed.group(1).split(", "));
    }

    boolean isPublished() {
        return !text(folder.resolve("pom.xml")).contains("<maven.deploy.skip>true</maven.deploy.skip>");
    }

    /** Whether it is an adapter itself, rather than code that adapters share. */
    boolean isAdapter() {
        return name.endsWith("-adapter")
                || Set.of("sql-source", "tika-extractor").contains(name);
    }

    boolean hasCode() {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    Path classes() {
        return folder.resolve("target/classes");
    }

    /** The Java files of the tests. */
    List<String> testSources() {
        return javaFiles("src/test/java").stream().map(Module::text).toList();
    }

    /** The packages of the main and the test tree. */
    Set<String> packages() {
        return Stream.of("src/main/java", "src/test/java")
                .flatMap(tree -> javaFiles(tree).stream()
                        .map(file -> folder.resolve(tree).relativize(file.getParent())))
                .map(folder -> folder.toString().replace(folder.getFileSystem().getSeparator(), "."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Path> javaFiles(String tree) {
        Path root = folder.resolve(tree);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
