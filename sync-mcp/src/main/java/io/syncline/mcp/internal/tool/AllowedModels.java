package io.syncline.mcp.internal.tool;

import io.syncline.api.ModelName;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.NearestNames;
import java.util.List;
import java.util.function.Supplier;

/** The models that clients may name. Thread-safe. */
public final class AllowedModels {

    private static final int SHOWN = 20;
    private static final String NONE = "No model may be named yet: the server's configuration names none, and none was"
            + " synced before. Its operator can list some under 'models' or 'mcp.models'";

    private final List<ModelName> named;
    private final Supplier<SyncEngine> engine;

    /**
     * The models.
     *
     * @param named the models; if empty, those that were synced before
     * @param engine knows which were synced
     */
    public AllowedModels(List<ModelName> named, Supplier<SyncEngine> engine) {
        this.named = named.stream().distinct().sorted().toList();
        this.engine = engine;
    }

    /** All models, by name. */
    List<ModelName> all() {
        if (!named.isEmpty()) {
            return named;
        }
        try {
            return engine.get().models();
        } catch (MissingStoreException e) {
            return List.of();
        }
    }

    /**
     * The model that a client named, by its technical name or the command {@code transfer_MODEL_1984}. Underscores may stand
     * for dots, which names of tools must not have.
     *
     * @throws InvalidCallException if clients may not name it
     */
    ModelName resolve(String text) {
        List<ModelName> all = all();
        String written = written(text);
        List<ModelName> found =
                all.stream().filter(model -> model.value().equals(written)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(model -> model.value().replace('.', '_').equals(written))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new InvalidCallException(all.isEmpty() ? NONE : refusal(written, all));
    }

    private static String written(String text) {
        try {
            return ModelName.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new InvalidCallException("'model_name' is not the technical name of a model, such as res.partner");
        }
    }

    private static String refusal(String written, List<ModelName> all) {
        List<String> names = all.stream().map(ModelName::value).toList();
        return "The model '" + written + "' is not among those that this server offers"
                + NearestNames.to(written, names, 1).stream()
                        .findFirst()
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(": "
                                + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                                + (names.size() > SHOWN ? ", ..." : ""));
    }
}
