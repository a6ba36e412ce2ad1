package io.syncline.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** The native library inside the driver's jar. */
final class NativeDriver {

    private NativeDriver() {}

    /** Loads the library, and what else the driver reads once. */
    static void load() {
        try {
            new SQLiteConfig();
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError unusable) {
            // The first connection fails too, and tells what is wrong.
        }
    }

    /** Copies the library for this system into a directory; does nothing if there is none for it. */
    static void unpack(Path directory) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = NativeDriver.class.getResourceAsStream(resource)) {
            if (library != null) {
                Files.createDirectories(directory);
                Path draft = Files.createTempFile(directory, name, ".new");
                Files.copy(library, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
