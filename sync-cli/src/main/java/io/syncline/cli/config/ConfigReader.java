package io.syncline.cli.config;

import io.syncline.api.ModelName;
import io.syncline.core.settings.ModelSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration file. Paths in it are relative to the file itself. */
public final class ConfigReader {

    private static final int QDRANT_GRPC_PORT = 6334;

    private final Path directory;
    private final Section root;

    private ConfigReader(Path directory, Section root) {
        this.directory = directory;
        this.root = root;
    }

    /**
     * Reads and checks a file. Nothing is contacted and nothing is written.
     *
     * @param workingDirectory what a relative file is relative to
     * @param file the file as the user named it
     * @param environment variables that values may refer to
     * @return the configuration
     * @throws ConfigException if there is anything wrong with it
     */
    public static Config read(Path workingDirectory, Path file, Map<String, String> environment) {
        Path absolute = workingDirectory.resolve(file).toAbsolutePath().normalize();
        Section root =
                Yaml.read(absolute, file, environment).allow("source", "models", "embedder", "sink", "state", "engine");
        Path directory = absolute.getParent() == null ? absolute : absolute.getParent();
        return new ConfigReader(directory, root).config();
    }

    private Config config() {
        if (!root.has("source")) {
            throw root.missing("source", "it says where records come from");
        }
        SinkConfig sink = sink(root.section("sink"));
        return new Config(
                source(root.section("source")),
                models(root.section("models")),
                embedder(root.section("embedder")),
                sink,
                state(root.section("state"), sink),
                EngineKeys.read(root.section("engine")));
    }

    private SourceConfig source(Section section) {
        section.required("type", "name the kind of source, odoo").oneOf(List.of("odoo"));
        return OdooKeys.read(section, this::resolved);
    }

    private static Map<String, ModelSettings> models(Section section) {
        Map<String, ModelSettings> models = new HashMap<>();
        section.sections()
                .forEach(entry -> models.put(entry.getKey(), model(section, entry.getKey(), entry.getValue())));
        return models;
    }

    private static ModelSettings model(Section models, String name, Section section) {
        section.allow("fields", "template", "payload");
        try {
            ModelName.of(name);
            return ModelSettings.builder()
                    .fields(section.optional("fields").map(Value::texts).orElse(List.of()))
                    .template(section.optional("template").map(Value::text))
                    .payload(section.optional("payload").map(Value::texts).orElse(List.of()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw models.failure(name, "'" + models.qualified(name) + "': " + e.getMessage());
        }
    }

    private static EmbedderConfig embedder(Section section) {
        return EmbedderKeys.read(section, type(section, "onnx", EmbedderKeys.TYPES));
    }

    private SinkConfig sink(Section section) {
        String type = type(section, "sqlite", List.of("sqlite", "qdrant"));
        if (type.equals("sqlite")) {
            section.allow("type", "path");
            return new SinkConfig.Sqlite(path(section, "path", "data/syncline.db"));
        }
        section.allow(
                "type",
                "host",
                "port",
                "tls",
                "api-key",
                "collection",
                "bulk-load",
                "hybrid",
                "vectors-on-disk",
                "quantisation");
        return new SinkConfig.Qdrant(
                section.optional("host").map(Value::text).orElse("localhost"),
                section.optional("port").map(Value::number).orElse(QDRANT_GRPC_PORT),
                section.optional("tls").map(Value::flag).orElse(false),
                section.optional("api-key").map(Value::secret),
                section.optional("collection").map(Value::text).orElse("syncline"),
                shape(section));
    }

    private static SinkConfig.Shape shape(Section section) {
        SinkConfig.Shape usual = SinkConfig.Shape.USUAL;
        return new SinkConfig.Shape(
                section.optional("bulk-load").map(Value::flag).orElse(usual.bulkLoad()),
                section.optional("hybrid").map(Value::flag).orElse(usual.hybrid()),
                section.optional("vectors-on-disk").map(Value::flag).orElse(usual.vectorsOnDisk()),
                section.optional("quantisation")
                        .map(value -> value.choice(SinkConfig.Compression.class))
                        .orElse(usual.quantisation()));
    }

    private StateConfig state(Section section, SinkConfig sink) {
        return switch (type(section, "file", List.of("file", "sqlite", "jdbc"))) {
            case "sqlite" -> {
                section.allow("type", "path");
                if (!section.has("path") && sink instanceof SinkConfig.Sqlite shared) {
                    yield new StateConfig.Sqlite(shared.path());
                }
                yield new StateConfig.Sqlite(resolved(section.required("path", "the file that keeps the state")));
            }
            case "jdbc" -> {
                section.allow("type", "url", "username", "password");
                yield new StateConfig.Jdbc(
                        section.required("url", "the JDBC address, such as jdbc:postgresql://host/database")
                                .secret(),
                        section.optional("username").map(Value::text),
                        section.optional("password").map(Value::secret));
            }
            default -> {
                section.allow("type", "path");
                yield new StateConfig.File(path(section, "path", "data/sync_metadata.json"));
            }
        };
    }

    private static String type(Section section, String usual, List<String> types) {
        if (!section.has("type") && !section.keys().isEmpty()) {
            throw section.missing("type", "one of " + String.join(", ", types));
        }
        return section.optional("type").map(value -> value.oneOf(types)).orElse(usual);
    }

    private Path path(Section section, String key, String usual) {
        return section.optional(key).map(this::resolved).orElseGet(() -> directory.resolve(usual));
    }

    private Path resolved(Value value) {
        try {
            return directory.resolve(value.text()).normalize();
        } catch (InvalidPathException e) {
            throw value.failure("is not a path: " + e.getReason());
        }
    }
}
