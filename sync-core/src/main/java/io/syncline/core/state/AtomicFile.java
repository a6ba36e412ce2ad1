package io.syncline.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces files so that a crash leaves the old or the new one, on the disk and not only in its cache. */
final class AtomicFile {

    static final String BACKUP = ".bak";
    private static final String NEW = ".new";

    private AtomicFile() {}

    /** Replaces a file and keeps what it held before as its backup. Callers exclude each other. */
    static void replace(Path path, byte[] content) throws IOException {
        if (Files.exists(path)) {
            move(written(path, BACKUP + NEW, Files.readAllBytes(path)), StateFile.sibling(path, BACKUP));
        }
        move(written(path, NEW, content), path);
        syncFolder(path);
    }

    static Path folder(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Path written(Path path, String suffix, byte[] content) throws IOException {
        Path target = StateFile.sibling(path, suffix);
        try (FileChannel channel = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return target;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the renaming durable; systems that cannot open a folder need no such call. */
    private static void syncFolder(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(folder(path), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows refuses to open folders and orders renames by itself.
            return;
        }
    }
}
