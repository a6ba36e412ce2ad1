package io.syncline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Records as people write them, by model, in the order in which they are created. */
final class OfficeFile {

    private static final String DIRECTORY = "office/";

    /** Marks a value that is the name of a document in a file of its own. */
    private static final String DOCUMENT = "@";

    private OfficeFile() {}

    static Map<String, List<Map<String, Object>>> read(String name) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text(DIRECTORY + name));
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        file.forEach((model, records) -> {
            List<Map<String, Object>> all = new ArrayList<>();
            ((List<?>) records).forEach(record -> all.add(row((Map<?, ?>) record)));
            rows.put(String.valueOf(model), all);
        });
        return rows;
    }

    private static Map<String, Object> row(Map<?, ?> record) {
        Map<String, Object> row = new LinkedHashMap<>();
        record.forEach((field, value) -> row.put(
                String.valueOf(field),
                value instanceof String text && text.startsWith(DOCUMENT)
                        ? text(DIRECTORY + "documents/" + text.substring(1))
                        : value));
        return row;
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(OfficeFile.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
