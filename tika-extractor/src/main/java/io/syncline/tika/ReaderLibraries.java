package io.syncline.tika;

import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars that the process of readers needs, found by a class of each. The rest of the application's class path is not
 * there: neither its secrets nor its logging, which would write what libraries find odd in a document.
 */
final class ReaderLibraries {

    private static final String MARKERS = "libraries.txt";

    private ReaderLibraries() {}

    /** The files of the class path. */
    static List<Path> find() {
        Set<Path> found = new LinkedHashSet<>();
        for (String marker : markers()) {
            found.add(file(marker));
        }
        return List.copyOf(found);
    }

    /** A class of each library. */
    static List<String> markers() {
        try (InputStream in = ReaderLibraries.class.getResourceAsStream(MARKERS)) {
            if (in == null) {
                throw new SetupException(MARKERS + " is missing in the jar of the Tika extractor. Use the whole jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new SetupException("The jar of the Tika extractor cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path file(String marker) {
        CodeSource source;
        try {
            source = Class.forName(marker, false, ReaderLibraries.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new SetupException(
                    "The library with the class " + marker
                            + " is not on the class path of the Tika extractor. Add it, or"
                            + " let the build resolve the dependencies of syncline-tika-extractor",
                    e);
        }
        try {
            return Path.of(new URI(String.valueOf(source == null ? null : source.getLocation())));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new SetupException(
                    "The library with the class " + marker + " is not a file of its own, but "
                            + (source == null ? "generated" : source.getLocation())
                            + ". Give the files of the class path to TikaTextExtractorBuilder.classPath",
                    e);
        }
    }
}
