package io.syncline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param name its artifact and folder
 * @param folder where it is
 */
record Module(String name, Path folder) {

    Kind kind() {
        return switch (name) {
            case "sync-api" -> Kind.API;
            case "sync-core" -> Kind.CORE;
            case "sync-testkit" -> Kind.TESTKIT;
            case "embedding-http" -> Kind.ADAPTER;
            case "sync-cli", "sync-examples" -> Kind.PROGRAM;
            case "sync-verification", "sync-architecture", "sync-benchmarks" -> Kind.TESTS;
            default -> {
                if (name.endsWith("-adapter")) {
                    yield Kind.ADAPTER;
                }
                throw new IllegalStateException("What is the module " + name + " for? Give it a kind");
            }
        };
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
