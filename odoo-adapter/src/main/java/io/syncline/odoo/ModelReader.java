package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.ReadingSettings.Reading;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and caches the fields of models.
 *
 * <p>Thread-safe.
 */
final class ModelReader {

    private static final Pattern PRICE = Pattern.compile("(^|_)price(_|$)");

    private final OdooApi api;
    private final int pageSize;
    private final FieldPaths paths;
    private final Watches watches;
    private final Filters filters;
    private final DefaultText texts;
    private final ModelProbe probe;
    private final Map<ModelName, OdooModel> models = new ConcurrentHashMap<>();

    /**
     * Prepares reading.
     *
     * @param extracts whether texts of files are extracted
     */
    ModelReader(OdooApi api, Reading reading, boolean extracts) {
        this.api = api;
        pageSize = reading.pageSize();
        paths = new FieldPaths(api);
        watches = new Watches(reading, paths);
        filters = new Filters(reading, paths);
        texts = new DefaultText(api, reading, paths, extracts);
        probe = new ModelProbe(api, watches, filters);
    }

    Watches watches() {
        return watches;
    }

    Filters filters() {
        return filters;
    }

    /** The recipe of a model as it was written, or empty if it has none. */
    Optional<String> recipe(ModelName name) {
        return texts.recipe(name).map(Recipe::source);
    }

    /** The model as it was last described; read now if it was not. */
    OdooModel known(ModelName name) {
        OdooModel model = models.get(name);
        return model == null ? read(name, List.of()) : model;
    }

    /** The model as it was last described, or empty if it was not. */
    Optional<OdooModel> described(ModelName name) {
        return Optional.ofNullable(models.get(name));
    }

    /**
     * Reads a model from the server, and finds out which of its fields this user may not read.
     *
     * @param named fields that will be requested
     */
    OdooModel read(ModelName name, Collection<String> named) {
        Map<String, OdooField> fields;
        try {
            fields = fields(api, name.value());
        } catch (CallFailure failure) {
            throw failure.kind() == Kind.REFUSED
                    ? new SetupException(
                            "Model " + name + " cannot be described; does it exist in this database?" + suggestion(name)
                                    + " " + failure.getMessage(),
                            failure)
                    : failure;
        }
        paths.renew();
        OdooModel before = models.get(name);
        OdooModel model = new OdooModel(
                name, fields, before == null ? new OdooModel.Learned(name, pageSize) : before.learnedAboutServer());
        filters.check(model);
        model.text(texts.of(model));
        learn(model, named);
        texts.withinRights(model).ifPresent(text -> {
            model.text(text);
            learn(model, named);
        });
        models.put(name, model);
        return model;
    }

    /** Servers do not list their models to everybody, but most typing errors are in the names of usual ones. */
    private static String suggestion(ModelName name) {
        return NearestNames.to(name.value(), ShippedRecipes.models(), 2).stream()
                .filter(known -> !known.equals(name.value()))
                .map(known -> " Did you mean '" + known + "'?")
                .findFirst()
                .orElse("");
    }

    /** Finds out about fields that are not listed: whether the user may not read them, or they belong to linked records. */
    void learn(OdooModel model, Collection<String> named) {
        for (String name : named) {
            paths.subField(model, name).ifPresent(model::add);
        }
        probe.run(model, named);
    }

    static Map<String, OdooField> fields(OdooApi api, String model) {
        Map<String, OdooField> fields = new HashMap<>();
        api.fields(model).forEach((field, attributes) -> fields.put(field, field(field, attributes)));
        OdooField currency = fields.get("currency_id");
        if (currency != null && "res.currency".equals(currency.relation())) {
            fields.replaceAll((name, field) -> isPrice(field) ? field.inCurrency("currency_id") : field);
        }
        return fields;
    }

    /** Odoo has prices as plain numbers, and shows them in the currency of the record. */
    private static boolean isPrice(OdooField field) {
        return field.odooType().equals("float") && PRICE.matcher(field.name()).find();
    }

    static OdooField field(String name, Map<String, Object> attributes) {
        boolean stored = Boolean.TRUE.equals(attributes.get("store"));
        return new OdooField(
                name,
                attributes.get("string") instanceof String label ? label : name,
                String.valueOf(attributes.get("type")),
                stored,
                !Boolean.FALSE.equals(attributes.get("searchable")),
                text(attributes.get("relation")),
                selection(attributes.get("selection")),
                text(attributes.get("currency_field")),
                stored ? text(attributes.get("definition_record")) : firstOf(attributes.get("related")),
                text(attributes.get("groups")) != null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    /** The link of a path such as {@code partner_id.email}, which older versions send as a list. */
    private static @Nullable String firstOf(@Nullable Object path) {
        if (path instanceof List<?> parts && parts.size() > 1) {
            return String.valueOf(parts.get(0));
        }
        return path instanceof String text && text.contains(".") ? text.substring(0, text.indexOf('.')) : null;
    }

    private static Map<String, String> selection(@Nullable Object value) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (value instanceof List<?> pairs) {
            for (Object pair : pairs) {
                if (pair instanceof List<?> two && two.size() == 2) {
                    labels.put(String.valueOf(two.get(0)), String.valueOf(two.get(1)));
                }
            }
        }
        return labels;
    }
}
