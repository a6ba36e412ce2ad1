package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.sql.internal.dialect.LocalZone;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The models that were configured. What the database says of one is read once, and again each time the model is described.
 *
 * <p>Thread-safe.
 */
final class ModelCatalog {

    private final String source;
    private final Map<ModelName, SqlModel> settings;
    private final LocalZone zone;
    private final Map<ModelName, ModelShape> shapes = new ConcurrentHashMap<>();

    ModelCatalog(String source, Map<ModelName, SqlModel> settings, LocalZone zone) {
        this.source = source;
        this.settings = new LinkedHashMap<>(settings);
        this.zone = zone;
    }

    /** The models, in the order in which they were configured. */
    List<ModelName> names() {
        return List.copyOf(settings.keySet());
    }

    /** The settings of a model. Refuses one that was not configured. */
    SqlModel require(ModelName model) {
        SqlModel configured = settings.get(model);
        if (configured != null) {
            return configured;
        }
        List<String> names =
                settings.keySet().stream().map(ModelName::value).sorted().toList();
        String near = NearestNames.to(model.value(), names, 1).stream()
                .map(name -> "; did you mean " + name + "?")
                .collect(Collectors.joining());
        throw new SetupException(
                "There is no model " + model + " in " + source + near + " Models of a database are named in the"
                        + " configuration, with their key: models: {products: {table: products, key: id}}. There are: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    /** Whether the model is known and has no rows of other tables, so that a page is read by one statement. */
    boolean isOneTable(ModelName model) {
        ModelShape known = shapes.get(model);
        return known != null && known.children().isEmpty();
    }

    /** The model as it was found earlier, or now. */
    ModelShape shape(ModelName model, SqlSession session) throws SQLException {
        ModelShape known = shapes.get(model);
        return known == null ? read(model, session) : known;
    }

    /** The model as it is now. */
    ModelShape read(ModelName model, SqlSession session) throws SQLException {
        ModelShape shape = new ShapeReader(session, zone).read(model, require(model));
        shapes.put(model, shape);
        return shape;
    }
}
