package io.syncline.core.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
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

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces a file and stores its previous content as its backup. Callers exclude each other. */
    static void replace(Path path, byte[] content) throws IOException {
        replace(path, out -> out.write(content));
    }

    /** As above; the content may be made of what the file holds. */
    static void replace(Path path, Content content) throws IOException {
        if (Files.exists(path)) {
            move(written(path, BACKUP + NEW, out -> Files.copy(path, out)), StateFile.sibling(path, BACKUP));
        }
        move(written(path, NEW, content), path);
        syncFolder(path);
    }

    static Path folder(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Path written(Path path, String suffix, Content content) throws IOException {
        Path target = StateFile.sibling(path, suffix);
        try (FileChannel channel = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.writeTo(out);
            out.flush();
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
            // Windows refuses to open folders and orders renames itself.
            return;
        }
    }
}
