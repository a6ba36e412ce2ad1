package io.syncline.cli;

import io.syncline.cli.letters.LettersAdapter;
import io.syncline.core.adapter.AdapterProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the adapter of type {@code letters} as somebody else would, who has written it. */
final class PluginJar {

    private PluginJar() {}

    /** Writes a jar with those classes that are wanted by their names. */
    static void write(Path jar, Predicate<String> wanted) throws IOException, URISyntaxException {
        String packageFolder = LettersAdapter.class.getPackageName().replace('.', '/') + "/";
        Path classes = Path.of(LettersAdapter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(packageFolder);
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes)) {
            List<Path> packed = files.filter(
                            file -> wanted.test(file.getFileName().toString()))
                    .toList();
            for (Path file : packed) {
                put(entries, packageFolder + file.getFileName(), Files.readAllBytes(file));
            }
            put(
                    entries,
                    "META-INF/services/" + AdapterProvider.class.getName(),
                    LettersAdapter.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
