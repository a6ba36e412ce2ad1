package io.syncline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param name its folder below the root
 * @param folder where it is
 */
record Module(String name, Path folder) {

    private static final Pattern OWN_ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");

    Kind kind() {
        return switch (name) {
            case "sync-api" -> Kind.API;
            case "sync-core" -> Kind.CORE;
            case "testing/testkit" -> Kind.TESTKIT;
            case "testing/odoo-testserver" -> Kind.TEST_SERVER;
            case "embedding-http" -> Kind.ADAPTER;
            case "sync-cli", "sync-examples" -> Kind.PROGRAM;
            case "testing/engine-tests", "testing/architecture", "testing/benchmarks" -> Kind.TESTS;
            default -> {
                if (name.endsWith("-adapter")) {
                    yield Kind.ADAPTER;
                }
                throw new IllegalStateException("What is the module " + name + " for? Give it a kind");
            }
        };
    }

    /** What the module is called as a dependency. */
    String artifactId() {
        Matcher own = OWN_ARTIFACT.matcher(text(folder.resolve("pom.xml")));
        if (!own.find()) {
            throw new IllegalStateException("The pom.xml of " + name + " has no artifactId after its parent");
        }
        return own.group(1);
    }

    boolean hasCode() {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    Path classes() {
        return folder.resolve("target/classes");
    }

    /** The Java files of the tests. */
    List<String> testSources() {
        Path tests = folder.resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Module::text)
                    .toList();
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
