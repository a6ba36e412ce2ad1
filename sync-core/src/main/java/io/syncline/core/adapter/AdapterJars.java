package io.syncline.core.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The jars that adapters come from, for messages. */
final class AdapterJars {

    private static final String SERVICE = "META-INF/services/" + AdapterProvider.class.getName();
    private static final String ENTRY = "!/";

    private AdapterJars() {}

    /** The jar of a provider; empty if it is in a directory. */
    static Optional<String> of(AdapterProvider provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? Optional.empty()
                : jar(source.getLocation().toString());
    }

    /** The first jar whose provider cannot be loaded and created; empty if there is none. */
    static Optional<String> failing(ClassLoader loader) {
        try {
            for (URL declaration : Collections.list(loader.getResources(SERVICE))) {
                if (!providers(declaration).stream().allMatch(name -> isUsable(name, loader))) {
                    return jar(declaration.toString());
                }
            }
        } catch (IOException e) {
            // Then the message of the service loader has to do.
        }
        return Optional.empty();
    }

    private static List<String> providers(URL declaration) throws IOException {
        URLConnection connection = declaration.openConnection();
        connection.setUseCaches(false);
        try (InputStream text = connection.getInputStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    private static boolean isUsable(String provider, ClassLoader loader) {
        try {
            return AdapterProvider.class.isInstance(
                    Class.forName(provider, true, loader).getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    private static Optional<String> jar(String address) {
        String file = address.replaceFirst("^jar:", "");
        file = file.contains(ENTRY) ? file.substring(0, file.indexOf(ENTRY)) : file;
        return file.startsWith("file:") && file.endsWith(".jar")
                ? Optional.of(Path.of(URI.create(file)).toString())
                : Optional.empty();
    }
}
