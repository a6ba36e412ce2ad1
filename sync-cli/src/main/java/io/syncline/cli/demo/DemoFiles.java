package io.syncline.cli.demo;

import io.syncline.core.adapter.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of the demo: emptied at the start, kept at the end. */
final class DemoFiles {

    private static final Path DIRECTORY = Path.of(".syncline", "demo");
    private static final Path CONFIG = DIRECTORY.resolve("syncline.yaml");

    private DemoFiles() {}

    /** Empties the directory and writes the configuration; returns its path, relative to the working directory. */
    static Path prepare(Path workingDirectory, DemoOdoo odoo) {
        Path directory = workingDirectory.resolve(DIRECTORY);
        try {
            remove(directory);
            Files.createDirectories(directory);
            Files.writeString(workingDirectory.resolve(CONFIG), configuration(odoo));
            return CONFIG;
        } catch (IOException e) {
            throw new ConfigException("The demo cannot write to " + directory + " ("
                    + e.getClass().getSimpleName() + "). Run it in a writable directory");
        }
    }

    private static String configuration(DemoOdoo odoo) {
        return """
                # Written by 'syncline demo'. Its Odoo server ends with that command; the index can still be searched.
                source: {type: odoo, url: "%s", database: %s, username: %s, password: %s}
                models:
                  # 'syncline recipe MODEL' prints what their texts are made of.
                  res.partner: {}
                  product.template: {}
                  crm.lead: {}
                embedder: {type: onnx}
                sink: {type: sqlite, path: index.db}
                state: {type: sqlite}
                # People by whose rights 'search --as NAME' and 'mcp --as NAME' go: anna sees leads below 10,000, ben none.
                askers:
                  %s: {username: %s, password: %s}
                  %s: {username: %s, password: %s}
                """.formatted(
                        odoo.url(),
                        odoo.database(),
                        odoo.login(),
                        odoo.password(),
                        DemoOdoo.SALES,
                        DemoOdoo.SALES,
                        odoo.password(),
                        DemoOdoo.WAREHOUSE,
                        DemoOdoo.WAREHOUSE,
                        odoo.password());
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
