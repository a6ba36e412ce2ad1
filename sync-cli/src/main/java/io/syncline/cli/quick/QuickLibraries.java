package io.syncline.cli.quick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Writes a command line and those of its libraries that a start uses anew ({@link QuickClasses}). The other libraries
 * stay where they are; the new manifest says so.
 */
public final class QuickLibraries {

    private final Path jar;
    private final Path directory;
    private final List<String> names;

    private QuickLibraries(Path jar, Path directory, List<String> names) {
        this.jar = jar;
        this.directory = directory;
        this.names = names;
    }

    /**
     * Writes what is not there yet, or older than what it is made of.
     *
     * @param args the jar of the command line, whose manifest names its libraries; the directory to write to, which is
     *     beside that jar; then the names of the libraries to write, without version
     * @throws IOException if something cannot be read or written
     * @throws IllegalArgumentException if the manifest names no library of such a name
     */
    public static void main(String[] args) throws IOException {
        new QuickLibraries(Path.of(args[0]), Path.of(args[1]), List.of(args).subList(2, args.length)).write();
    }

    private void write() throws IOException {
        Manifest manifest = manifest();
        Attributes attributes = manifest.getMainAttributes();
        List<String> before = List.of(
                String.valueOf(attributes.getValue(Attributes.Name.CLASS_PATH)).split(" "));
        List<String> chosen = before.stream().filter(this::isChosen).toList();
        check(chosen);
        if (isDone(chosen)) {
            return;
        }
        List<String> after = new ArrayList<>();
        try (QuickClasses classes =
                new QuickClasses(Stream.concat(Stream.of(jar), before.stream().map(this::sibling))
                        .toList())) {
            for (String library : before) {
                if (chosen.contains(library)) {
                    Path to = directory.resolve(library);
                    Files.createDirectories(to.toAbsolutePath().getParent());
                    QuickJar.of(sibling(library)).rewritten(classes).write(to);
                    after.add(library);
                } else {
                    after.add("../" + library);
                }
            }
            attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", after));
            QuickJar.of(jar).rewritten(classes).with(manifest).write(target());
        }
    }

    private Manifest manifest() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) == null) {
                throw new IllegalArgumentException("The manifest of " + jar + " has no class path");
            }
            return manifest;
        }
    }

    private Path sibling(String library) {
        return jar.resolveSibling(library);
    }

    private Path target() {
        return directory.resolve(jar.getFileName());
    }

    private boolean isChosen(String library) {
        return names.stream().anyMatch(name -> isOf(library, name));
    }

    /** The version begins with a digit. */
    private static boolean isOf(String library, String name) {
        String file = library.substring(library.lastIndexOf('/') + 1);
        return file.startsWith(name + "-") && Character.isDigit(file.charAt(name.length() + 1));
    }

    private void check(List<String> chosen) {
        TreeSet<String> missing = new TreeSet<>(names);
        missing.removeIf(name -> chosen.stream().anyMatch(library -> isOf(library, name)));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(jar + " has no libraries of the names " + missing);
        }
    }

    /** The command line is written last, so that nothing is missing if it is there. */
    private boolean isDone(List<String> chosen) {
        long done = target().toFile().lastModified();
        return done >= jar.toFile().lastModified()
                && chosen.stream()
                        .allMatch(library -> Files.exists(directory.resolve(library))
                                && done >= sibling(library).toFile().lastModified());
    }
}
