package io.syncline.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory beside a file that is being made. SQLite leaves a log and a journal there if the disk fills up, so all of its
 * content goes, and a failure to remove it hides no other one: at worst, an empty-looking directory stays.
 *
 * @param directory the directory
 */
record Workplace(Path directory) implements AutoCloseable {

    static Workplace in(Path parent) throws IOException {
        return new Workplace(Files.createTempDirectory(parent, ".syncline-new-"));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // What is being made, or why it cannot be, matters more than what is left of the attempt.
            return;
        }
    }
}
