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

/** The files of the repository: what Git knows or would take, or without Git everything that no build made. */
final class RepositoryFiles {

    private static final Set<String> MADE = Set.of("target", ".git", ".syncline", "data");

    private RepositoryFiles() {}

    static List<Path> all() throws IOException, InterruptedException {
        return Files.exists(Project.ROOT.resolve(".git")) ? tracked() : walked();
    }

    private static List<Path> tracked() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(Project.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException("git ls-files ended with status " + git.exitValue());
        }
        return Arrays.stream(names.split("\0"))
                .map(Project.ROOT::resolve)
                .filter(Files::isRegularFile)
                .toList();
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
