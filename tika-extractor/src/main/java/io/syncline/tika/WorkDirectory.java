package io.syncline.tika;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** Temporary files of readers. Best effort: what cannot be looked at or deleted now is left. */
final class WorkDirectory {

    private WorkDirectory() {}

    /** The bytes of the files below a directory. */
    static long size(Path directory) {
        AtomicLong bytes = new AtomicLong();
        walk(directory, new Visitor() {
            @Override
            void file(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
            }
        });
        return bytes.get();
    }

    /** Deletes the files below a directory, except one; directories stay, since libraries remember theirs. */
    static void clear(Path directory, String except) {
        walk(directory, new Visitor() {
            @Override
            void file(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(directory.resolve(except))) {
                    Files.deleteIfExists(file);
                }
            }
        });
    }

    /** Deletes a directory and everything in it. */
    static void delete(Path directory) {
        walk(directory, new Visitor() {
            @Override
            void file(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
            }

            @Override
            void directory(Path left) throws IOException {
                Files.deleteIfExists(left);
            }
        });
    }

    private static void walk(Path directory, Visitor visitor) {
        try {
            Files.walkFileTree(directory, visitor);
        } catch (IOException | UncheckedIOException e) {
            // The directory is gone.
        }
    }

    /** Goes on after a failure. */
    private abstract static class Visitor extends SimpleFileVisitor<Path> {

        abstract void file(Path file, BasicFileAttributes attributes) throws IOException;

        @SuppressWarnings("UnusedVariable") // for those that override it
        void directory(Path left) throws IOException {}

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                file(file, attributes);
            } catch (IOException e) {
                // Somebody else deletes it, or has it open.
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path left, IOException failure) {
            try {
                directory(left);
            } catch (IOException e) {
                // It is not empty, or gone.
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
