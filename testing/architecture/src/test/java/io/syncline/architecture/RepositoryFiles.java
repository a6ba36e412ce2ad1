package io.syncline.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of the repository: those that Git tracks or would add, or without Git all except build output. */
final class RepositoryFiles {

    private static final Set<String> MADE = Set.of("target", ".git", ".syncline", "data");

    private RepositoryFiles() {}

    static List<Path> all() throws IOException, InterruptedException {
        List<Path> tracked = Files.exists(Project.ROOT.resolve(".git")) ? tracked() : List.of();
        return tracked.isEmpty() ? walked() : tracked;
    }

    /** Files with Java code in one part of the modules, such as {@code src/main/java}. */
    static List<Path> java(String part) throws IOException, InterruptedException {
        return all().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> slashed(file).contains("/" + part + "/"))
                .toList();
    }

    /** The path of a file within the repository. */
    static String name(Path file) {
        return slashed(Project.ROOT.relativize(file));
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** Empty if Git is not installed, or does not trust the folder. */
    private static List<Path> tracked() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(Project.ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                return List.of();
            }
            return Arrays.stream(names.split("\0"))
                    .map(Project.ROOT::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Path> walked() throws IOException {
        try (Stream<Path> files = Files.walk(Project.ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> StreamSupport.stream(
                                    Project.ROOT.relativize(file).spliterator(), false)
                            .noneMatch(part -> MADE.contains(part.toString())))
                    .toList();
        }
    }
}
