package io.syncline.cli.quick;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What is in a jar, by name and in its order. */
final class QuickJar {

    private static final String CLASS = ".class";
    private static final String SIGNATURE = "(?i)META-INF/[^/]+\\.SF";

    private final Map<String, byte[]> entries;

    private QuickJar(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    static QuickJar of(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches(SIGNATURE)) {
                    throw new IOException(file + " is signed, and would not be any more if it was written anew");
                }
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return new QuickJar(entries);
    }

    /** With other classes that do the same. Those for newer versions of Java only stay as they are. */
    QuickJar rewritten(QuickClasses classes) {
        Map<String, byte[]> before = new LinkedHashMap<>();
        entries.forEach((name, bytes) -> {
            if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                before.put(name.substring(0, name.length() - CLASS.length()), bytes);
            }
        });
        Map<String, byte[]> after = new LinkedHashMap<>(entries);
        classes.rewritten(before).forEach((name, bytes) -> after.put(name + CLASS, bytes));
        return new QuickJar(after);
    }

    QuickJar with(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        changed.put(JarFile.MANIFEST_NAME, bytes.toByteArray());
        return new QuickJar(changed);
    }

    /** The file gets its name when it is whole. */
    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
