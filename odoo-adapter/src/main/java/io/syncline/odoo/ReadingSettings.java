package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.Setting;
import io.syncline.odoo.Filters.Filter;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of an {@link OdooRecordSourceBuilder} that say what to read: their options in a configuration, their rules,
 * and what the source gets of them. Not thread-safe.
 */
final class ReadingSettings {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z0-9]+)?(@[a-z]+)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
    private static final int MAX_PAGE_SIZE = 10_000;
    private static final int DEFAULT_PAGE_SIZE = 1000;

    /**
     * The checked settings.
     *
     * @param language an installed language such as {@code de_DE}, or empty for untranslated texts
     * @param companies the companies whose records are read, or none for all companies of the user
     * @param watchRelated whether a change of a linked record counts as a change of the records that show its name
     * @param watchedPaths further links to watch, by model
     * @param filters conditions that records must meet, by model
     * @param recipes what texts consist of, by model
     * @param pageSize the maximum number of records per call
     */
    record Reading(
            Optional<String> language,
            List<Long> companies,
            boolean watchRelated,
            Map<ModelName, List<String>> watchedPaths,
            Map<ModelName, List<Filter>> filters,
            Map<ModelName, Recipe> recipes,
            int pageSize) {}

    private final Setting<String> language = Setting.named("language");
    private final Setting<List<Long>> companies = Setting.named("companies");
    private final Setting<Boolean> watchRelated = Setting.named("watchRelated");
    private final Setting<Integer> pageSize = Setting.named("pageSize");
    private final Map<ModelName, List<String>> watchedPaths = new LinkedHashMap<>();
    private final Map<ModelName, List<Filter>> filters = new LinkedHashMap<>();
    private final Map<ModelName, Recipe> recipes = new LinkedHashMap<>();

    static OptionSet<OdooRecordSourceBuilder> addTo(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
                        Option.text(
                                        "language",
                                        "installed language such as `de_DE`, for labels and translated values; a change re-embeds everything")
                                .defaultText("Odoo's untranslated texts")
                                .example("de_DE"),
                        OdooRecordSourceBuilder::language)
                .with(
                        Option.ids(
                                        "companies",
                                        "ids of companies, such as `[1, 3]`: only their records; the first decides values that differ between companies")
                                .personal()
                                .defaultText("all companies of the user")
                                .example("[1]"),
                        OdooRecordSourceBuilder::companies)
                .with(
                        Option.rowsByModel(
                                        "filter",
                                        "by model, conditions that its records have to meet",
                                        "a list of conditions, such as [[customer_rank, '>', 0]]",
                                        "a condition of field, operator and value, such as [customer_rank, '>', 0]; all conditions of a model have to be met")
                                .defaultText("all records")
                                .example("{res.partner: [[customer_rank, '>', 0], [country_id.code, in, [DE, AT]]]}"),
                        (builder, rows) -> rows.forEach((model, row) -> addRow(builder, model, row)))
                .with(
                        Option.textsByModel(
                                        "watch",
                                        "by model, further links whose records' changes count as changes, such as `[order_line.product_id]`",
                                        "a list of links, such as [order_line.product_id]")
                                .example("{sale.order: [order_line.product_id]}"),
                        (builder, paths) -> paths.forEach(builder::watch))
                .with(
                        Option.flag(
                                        "watch-related",
                                        "whether changes of linked records count as changes if their names are shown")
                                .defaultValue("true"),
                        OdooRecordSourceBuilder::watchRelated)
                .with(
                        Option.number("page-size", "the most records in one call")
                                .range("1 to 10000")
                                .defaultValue("1000"),
                        OdooRecordSourceBuilder::pageSize);
    }

    private static void addRow(OdooRecordSourceBuilder builder, ModelName model, List<Object> row) {
        if (row.size() != 3) {
            throw new IllegalArgumentException(
                    "a condition has a field, an operator and a value, such as [customer_rank, '>', 0]");
        }
        builder.filter(model, row.get(0).toString(), row.get(1).toString(), row.get(2));
    }

    void language(String value) {
        if (!LANGUAGE.matcher(requireNonNull(value, "language")).matches()) {
            throw new IllegalArgumentException("Not a language such as de_DE: '" + value + "'");
        }
        language.set(value);
    }

    void companies(List<Long> ids) {
        if (requireNonNull(ids, "companies").isEmpty()
                || ids.stream().anyMatch(id -> requireNonNull(id, "companies") <= 0 || !IdInterval.isNarrow(id))) {
            throw new IllegalArgumentException("'companies' must be positive ids, not " + ids);
        }
        companies.set(List.copyOf(ids));
    }

    void watchRelated(boolean on) {
        watchRelated.set(on);
    }

    void pageSize(int records) {
        Limits.check("pageSize", records, 1, MAX_PAGE_SIZE);
        pageSize.set(records);
    }

    void watch(ModelName model, String path) {
        add("watch", watchedPaths, model, path("watch", path));
    }

    void recipe(ModelName model, String text) {
        Recipe recipe;
        try {
            recipe = RecipeReader.read(requireNonNull(text, "recipe"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a recipe for " + model + ": " + e.getMessage(), e);
        }
        if (!recipe.model().equals(requireNonNull(model, "recipe").value())) {
            throw new IllegalArgumentException("The recipe for " + model + " is one for " + recipe.model());
        }
        if (recipes.putIfAbsent(model, recipe) != null) {
            throw new IllegalStateException("'recipe' of " + model + " was already set");
        }
    }

    void filter(ModelName model, String path, String operator, Object value) {
        if (!Filters.OPERATORS.contains(requireNonNull(operator, "filter"))) {
            throw new IllegalArgumentException("Not an operator: '" + operator + "'; there are "
                    + String.join(", ", new TreeSet<>(Filters.OPERATORS)));
        }
        Filter filter = new Filter(path("filter", path), operator, Filters.sendable(requireNonNull(value, "filter")));
        add("filter", filters, model, filter);
    }

    private static String path(String setting, String path) {
        if (!PATH.matcher(requireNonNull(path, setting)).matches()) {
            throw new IllegalArgumentException("Not a path of fields such as order_line.product_id: '" + path + "'");
        }
        return path;
    }

    private static <T> void add(String setting, Map<ModelName, List<T>> lists, ModelName model, T value) {
        List<T> list = lists.computeIfAbsent(requireNonNull(model, setting), none -> new ArrayList<>());
        if (list.contains(value)) {
            throw new IllegalStateException("'" + setting + "' of " + model + " was already set: " + value);
        }
        list.add(value);
    }

    Reading reading() {
        return new Reading(
                language.optional(),
                companies.or(List.of()),
                watchRelated.or(true),
                copy(watchedPaths),
                copy(filters),
                Map.copyOf(recipes),
                pageSize.or(DEFAULT_PAGE_SIZE));
    }

    private static <T> Map<ModelName, List<T>> copy(Map<ModelName, List<T>> lists) {
        Map<ModelName, List<T>> copy = new LinkedHashMap<>();
        lists.forEach((model, list) -> copy.put(model, List.copyOf(list)));
        return copy;
    }
}
